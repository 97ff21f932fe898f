import type { InferredOptionTypes, Options } from 'yargs';
import type { Detection } from '../findings/detection.js';
import type { ExitCode } from './exit-code.js';
import type { Streams } from './streams.js';

/** Options of a command by name, as yargs describes them. */
export type OptionTable = { readonly [name: string]: Options };

/** What a command is given besides its own options. */
export interface CommandContext {
  readonly detections: readonly Detection[];
  readonly streams: Streams;
}

/** One command of the command line. */
export interface CommandSpec<O extends OptionTable> {
  readonly options: O;
  /** Command lines and what they do. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly run: (
    positionals: readonly string[],
    options: InferredOptionTypes<O>,
    context: CommandContext,
  ) => Promise<ExitCode>;
}

/** A command whose options somebody else parses. */
export type Command = Omit<CommandSpec<OptionTable>, 'run'> & {
  readonly run: (
    positionals: readonly string[],
    options: { readonly [name: string]: unknown },
    context: CommandContext,
  ) => Promise<ExitCode>;
};

/** What the overview shows of a command, and where the rest is. */
export interface CommandEntry {
  /** Its name and positional arguments: `run [paths..]`. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/** Makes a command; the types hold `run` against its options. */
export const command = <O extends OptionTable>(spec: CommandSpec<O>): Command => spec as unknown as Command;
