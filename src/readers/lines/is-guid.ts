const dash = 45;

/** 1 for hexadecimal digits. */
const hexDigits = new Uint8Array(256);
for (const byte of Buffer.from('0123456789abcdefABCDEF')) hexDigits[byte] = 1;

/** Whether the 36 bytes from a place on are a GUID with its dashes. */
export function isGuid(bytes: Uint8Array, from: number): boolean {
  if (
    bytes[from + 8] !== dash ||
    bytes[from + 13] !== dash ||
    bytes[from + 18] !== dash ||
    bytes[from + 23] !== dash
  )
    return false;
  let digits = 0;
  for (let at = from; at < from + 36; at++) digits += hexDigits[bytes[at]!]!;
  return digits === 32;
}
