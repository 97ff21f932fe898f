/** Bytes that stand at a fixed place of every file of a kind. */
interface Signature {
  readonly bytes: string;
  readonly at?: number;
  readonly reason: string;
}

const unpackFirst = 'unpack it, then read what is inside';

/** In Latin-1, where a character is a byte. */
const signatures: readonly Signature[] = [
  { bytes: 'PK\x03\x04', reason: `a zip archive or spreadsheet: ${unpackFirst}, or save the sheet as CSV` },
  { bytes: 'PK\x05\x06', reason: 'an empty zip archive' },
  { bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', reason: 'an old Office document: save the sheet as CSV' },
  { bytes: 'PAR1', reason: 'Parquet: export as JSON or CSV instead' },
  {
    bytes: 'Obj\x01',
    reason: 'Avro, as Event Hubs Capture writes it: take the JSON out of its Body column first',
  },
  { bytes: '%PDF', reason: 'a PDF document' },
  { bytes: '\x89PNG\r\n\x1a\n', reason: 'a PNG picture' },
  { bytes: '\xff\xd8\xff', reason: 'a JPEG picture' },
  { bytes: 'GIF8', reason: 'a GIF picture' },
  { bytes: 'WEBP', at: 8, reason: 'a WebP picture' },
  { bytes: 'II*\x00', reason: 'a TIFF picture' },
  { bytes: 'MM\x00*', reason: 'a TIFF picture' },
  { bytes: '\x1f\x8b', reason: 'gzip that cannot be unpacked: it is damaged, or packed too many times' },
  { bytes: 'BZh', reason: `bzip2: ${unpackFirst}` },
  { bytes: '\xfd7zXZ\x00', reason: `xz: ${unpackFirst}` },
  { bytes: '\x28\xb5\x2f\xfd', reason: `Zstandard: ${unpackFirst}` },
  { bytes: '\x04\x22\x4d\x18', reason: `LZ4: ${unpackFirst}` },
  { bytes: '7z\xbc\xaf\x27\x1c', reason: `a 7-Zip archive: ${unpackFirst}` },
  { bytes: 'Rar!\x1a\x07', reason: `a RAR archive: ${unpackFirst}` },
  { bytes: 'ustar', at: 257, reason: `a tar archive: ${unpackFirst}` },
  { bytes: 'SQLite format 3\x00', reason: 'an SQLite database' },
  { bytes: 'ElfFile\x00', reason: 'a Windows event log' },
  { bytes: 'ElfChnk\x00', reason: 'a Windows event log' },
  { bytes: '\x7fELF', reason: 'a program' },
  { bytes: 'MZ\x90\x00', reason: 'a program' },
  { bytes: '\xd4\xc3\xb2\xa1', reason: 'a network capture' },
  { bytes: '\xff\xfe\x00\x00', reason: 'text in UTF-32: save it as UTF-8' },
  { bytes: '\x00\x00\xfe\xff', reason: 'text in UTF-32: save it as UTF-8' },
];

/** How much of a content is looked at for what no text holds. */
const looked = 4096;

/** What a content is by its first bytes, when that is no text; null when it may be text. */
export function foreignContent(head: Uint8Array): string | null {
  const text = Buffer.from(head.subarray(0, looked)).toString('latin1');
  for (const { bytes, at = 0, reason } of signatures) if (text.startsWith(bytes, at)) return reason;
  return controlCharacters(text) * 20 > text.length ? 'binary data' : null;
}

/** How many characters are controls that text does not hold. A few may stand in a damaged or odd log. */
function controlCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) count++;
  }
  return count;
}
