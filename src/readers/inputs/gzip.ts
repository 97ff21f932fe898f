import { createGunzip, type Gunzip } from 'node:zlib';

/** Whether bytes begin as gzip does: its mark and deflate, the only method there is. */
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** How much packed data is handed over at once; what stands in the slice with the first fault is lost. */
const sliceSize = 16 * 1024;

/**
 * Unpacks gzip, concatenated members included, in bounded memory.
 * Data that is damaged or ends too early gives what could be unpacked, then `damaged` hears why; it never throws for that.
 */
export async function* gunzip(
  packed: AsyncIterable<Uint8Array>,
  damaged: (detail: string) => void,
): AsyncGenerator<Uint8Array> {
  const engine = createGunzip({ chunkSize: 1024 * 1024 });
  // The fault is read from `errored`; without a listener it would be thrown as well.
  engine.on('error', () => {});
  const open = () => engine.errored === null && !engine.readableEnded;
  try {
    // After a fault or the end the rest is only read: whoever counts and hashes the packed bytes must see them all.
    for await (const chunk of packed)
      for (let at = 0; at < chunk.length && open(); at += sliceSize)
        yield* outcome(engine, (done) => engine.write(chunk.subarray(at, at + sliceSize), done));
    // The callback of `end` would come too early, before the engine has looked for the end of the data.
    if (open()) yield* outcome(engine, () => engine.end());
    if (engine.errored !== null)
      damaged(`the gzip data is cut or damaged (${engine.errored.message}); it was read up to there`);
  } finally {
    engine.destroy();
  }
}

/** What an engine gives until a step is done or the engine is at its end: everything, so that a later fault destroys nothing that is still in it. */
async function* outcome(engine: Gunzip, step: (done: () => void) => void): AsyncGenerator<Uint8Array> {
  let stepped = false;
  let wake = () => {};
  const heard = () => wake();
  const events = ['readable', 'end', 'error', 'close'] as const;
  for (const event of events) engine.on(event, heard);
  step(() => {
    stepped = true;
    heard();
  });
  try {
    while (true) {
      const unpacked: Uint8Array | null = engine.read();
      if (unpacked !== null) yield unpacked;
      else if (stepped || engine.destroyed || engine.readableEnded) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    for (const event of events) engine.off(event, heard);
  }
}
