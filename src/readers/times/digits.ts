const zero = 48;

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
