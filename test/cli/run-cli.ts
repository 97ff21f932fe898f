import { main } from '../../src/cli/main.js';
import type { Detection } from '../../src/findings/detection.js';
import { TextStream } from './text-stream.js';

/** What a command line printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command line runs with, where a test cares. */
export interface Surroundings {
  readonly detections?: readonly Detection[];
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly stdout?: TextStream;
  readonly stderr?: TextStream;
  readonly env?: { readonly [name: string]: string };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Runs a command line in this process. */
export async function runCli(argv: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const { stdin = nothing(), stdout = new TextStream(), stderr = new TextStream(), env = {} } = surroundings;
  const detections = async () =>
    surroundings.detections ?? (await import('../../detections/index.js')).detections;
  const code = await main(argv, detections, { stdin, stdout, stderr, env });
  return { code, stdout: stdout.text, stderr: stderr.text };
}
