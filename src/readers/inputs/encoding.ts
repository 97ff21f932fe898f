import { peek } from './peek.js';

/** How the text of an input is encoded, and how many bytes of its beginning are only a mark. */
export interface Encoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly mark: number;
}

/** Finds the encoding of a text in its first bytes: by its mark, else UTF-16 when every second byte is NUL, else UTF-8. */
export function encodingOf(head: Uint8Array): Encoding {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', mark: 3 };
  // With two NULs behind it the mark is that of UTF-32, which is left as it is and called by its name later.
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) return { name: 'utf-16le', mark: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', mark: 2 };
  const [even, odd] = nuls(head);
  const characters = head.length >> 1;
  // Text in UTF-16 without a mark is mostly ASCII where it begins: braces, quotes, column names.
  if (characters >= 4 && odd >= characters * 0.6 && even <= odd / 10) return { name: 'utf-16le', mark: 0 };
  if (characters >= 4 && even >= characters * 0.6 && odd <= even / 10) return { name: 'utf-16be', mark: 0 };
  return { name: 'utf-8', mark: 0 };
}

/** How many of the bytes at even and at odd places are NUL. */
function nuls(bytes: Uint8Array): [even: number, odd: number] {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) at % 2 === 0 ? even++ : odd++;
  return [even, odd];
}

/** Turns text in UTF-8 or UTF-16 into UTF-8 without a byte order mark. Bytes that are no UTF-8 pass as they are. */
export async function* utf8(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(text, 512);
  const { name, mark } = encodingOf(head);
  const decoder = name === 'utf-8' ? null : new TextDecoder(name, { ignoreBOM: true });
  let skip = mark;
  for await (const chunk of all) {
    const bytes = chunk.subarray(skip);
    skip = 0;
    const decoded = decoder === null ? bytes : Buffer.from(decoder.decode(bytes, { stream: true }));
    if (decoded.length > 0) yield decoded;
  }
  // Half a character at the end becomes U+FFFD.
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield Buffer.from(rest);
}
