import { engine } from '../reports/engine.js';
import { writeStream } from './output/write-stream.js';
import type { Streams } from './streams.js';

/** Says something in one line on stderr unless quiet is wanted. A stderr that nobody reads is no failure. */
export async function notice(
  text: string,
  { quiet }: { readonly quiet?: boolean | undefined },
  { stderr }: Pick<Streams, 'stderr'>,
): Promise<void> {
  if (quiet !== true) await writeStream(stderr, [`${engine.name}: ${text}\n`]).catch(() => {});
}
