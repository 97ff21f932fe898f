import { randomFillSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { foreignContent } from '../../../src/readers/recognise/signatures.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('what is no text', () => {
  test.each([
    ['PK\x03\x04\x14\0', /^a zip archive or spreadsheet/],
    ['PAR1\x15\x04', /^Parquet: export as JSON or CSV instead$/],
    ['Obj\x01\x04\x14avro.codec', /^Avro/],
    ['%PDF-1.7\n', /^a PDF document$/],
    ['\x89PNG\r\n\x1a\n\0\0', /^a PNG picture$/],
    ['\xff\xd8\xff\xe0', /^a JPEG picture$/],
    ['GIF89a', /^a GIF picture$/],
    ['RIFF\x10\0\0\0WEBPVP8', /^a WebP picture$/],
    ['\x1f\x8b\x08', /^gzip that cannot be unpacked/],
    ['\x28\xb5\x2f\xfd', /^Zstandard/],
    [`PT1H.json${'\0'.repeat(248)}ustar\x0000`, /^a tar archive/],
    ['SQLite format 3\0', /^an SQLite database$/],
    ['ElfFile\0', /^a Windows event log$/],
    ['\x7fELF\x02', /^a program$/],
  ])('%j is named', (bytes, reason) => {
    expect(foreignContent(latin1(bytes))).toMatch(reason);
  });

  test('is binary data when nothing else is known of it', () => {
    expect(foreignContent(Buffer.alloc(5000))).toBe('binary data');
    const noise = randomFillSync(Buffer.alloc(5000));
    noise[0] = 0;
    expect(foreignContent(noise)).toBe('binary data');
  });
});

test.each([
  ['', 'nothing'],
  ['{"records":[]}', 'JSON'],
  [`TimeGenerated,Resource\r\n${'2026-03-11T08:15:30Z,KV\0\r\n'.repeat(3)}`, 'text with a few NUL bytes'],
  ['\xc4\xd6\xdc,caf\xe9\n', 'text in another encoding'],
])('%j may be text: %s', (bytes) => {
  expect(foreignContent(latin1(bytes))).toBeNull();
});
