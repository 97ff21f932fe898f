/** The beginning of a stream of bytes, and the whole stream. */
export interface Peeked {
  /** The first bytes; fewer than asked for when the stream is shorter. A copy, which may be kept. */
  readonly head: Uint8Array;
  /** Every byte, those of the head included. To be read once. */
  readonly all: AsyncIterable<Uint8Array>;
}

/** Looks at the first `count` bytes of a stream. Whoever does not read `all` to its end must leave its loop, which closes the stream. */
export async function peek(chunks: AsyncIterable<Uint8Array>, count: number): Promise<Peeked> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let next = await iterator.next();
  while (next.done !== true && length + next.value.length < count) {
    taken.push(Uint8Array.from(next.value));
    length += next.value.length;
    next = await iterator.next();
  }
  // The chunk in hand stays valid until another is asked for: mostly it is the first, and need not be copied.
  const last = next.done === true ? new Uint8Array() : next.value;
  const first = taken.length === 0 ? last : Buffer.concat([...taken, last]);
  return { head: Buffer.from(first.subarray(0, count)), all: resume(first, iterator) };
}

async function* resume(first: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
