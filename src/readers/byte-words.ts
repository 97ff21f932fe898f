/** A byte in all four bytes of a word: with it, by exclusive or, every such byte of a word becomes zero. */
export const wordOf = (byte: number): number => byte * 0x01010101;

/** Whether some byte of a word is zero. */
export const hasZero = (word: number): boolean => ((word - 0x01010101) & ~word & 0x80808080) !== 0;

/** Writes the place behind each zero byte of a word, which was read from a place in little-endian order, into `places` behind an index; gives the last index. */
export function noteZeros(word: number, at: number, before: number, places: Int32Array): number {
  let last = before;
  if (word === 0) {
    places[++last] = at + 1;
    places[++last] = at + 2;
    places[++last] = at + 3;
    places[++last] = at + 4;
    return last;
  }
  // The upper bit of each byte that is zero.
  let zeros = ~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word | 0x7f7f7f7f);
  for (; zeros !== 0; zeros &= zeros - 1) places[++last] = at + 1 + ((31 - Math.clz32(zeros & -zeros)) >> 3);
  return last;
}

/** How often a byte stands between two places. */
export function countByte(bytes: DataView, byte: number, from: number, to: number): number {
  const pattern = wordOf(byte);
  let count = 0;
  let at = from;
  while (at + 4 <= to) {
    // Each byte of the sum counts one of four bytes, as far as a signed word goes.
    let sums = 0;
    for (const stop = Math.min(to - 3, at + 4 * 127); at < stop; at += 4) {
      const word = bytes.getInt32(at, true) ^ pattern;
      sums += (~(((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101;
    }
    count += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  for (; at < to; at++) if (bytes.getUint8(at) === byte) count += 1;
  return count;
}
