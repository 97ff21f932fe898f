import type { Streams } from '../streams.js';
import { writeFile } from './write-file.js';
import { writeStream } from './write-stream.js';

/** Writes a result to the file that `--output` names, else to stdout. */
export async function deliver(
  chunks: Iterable<string>,
  output: string | undefined,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<void> {
  if (output === undefined) await writeStream(stdout, chunks);
  else writeFile(output, chunks);
}
