const zero = 48;
const point = 46;

/** The number that the digits between two places spell; -1 when one of the bytes is no digit. */
export function digits(bytes: DataView, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = bytes.getUint8(at) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const tenTo = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

/** The ticks that a point and one to seven digits behind it spell; negative when there is anything else. */
export const ticksOf = (bytes: DataView, from: number, to: number): number =>
  bytes.getUint8(from) === point && from + 1 < to && to - from <= 8
    ? digits(bytes, from + 1, to) * tenTo[from + 8 - to]!
    : -1;
