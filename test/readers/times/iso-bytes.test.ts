import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IsoBytes } from '../../../src/readers/times/iso-bytes.js';
import { parseIso } from '../../../src/records/instant.js';

const read = (iso: IsoBytes, text: string) => {
  const bytes = Buffer.from(`x${text}y`);
  return iso.read(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 1, bytes.length - 1);
};

describe('ISO times out of bytes', () => {
  test('are those that their text gives, one after the other', () => {
    const time = fc
      .record({
        date: fc.constantFrom(
          '2026-03-11',
          '2026-03-12',
          '2024-02-29',
          '2000-01-01',
          '2026-03-1x',
          '2025-02-29',
          '2026-13-01',
        ),
        clock: fc.constantFrom(
          '00:00:00',
          '23:59:59',
          '08:15:30',
          '24:00:00',
          '08:60:00',
          '08:15:60',
          '8 :15:30',
          '08.15:30',
        ),
        fraction: fc.constantFrom('', '.1', '.12', '.1234567', '.0000001', '.12345678', '.', '.1x', ',5'),
        end: fc.constantFrom('Z', 'Z', 'z', '', '+00:00'),
        middle: fc.constantFrom('T', 'T', ' ', 't'),
      })
      .map(({ date, clock, fraction, end, middle }) => date + middle + clock + fraction + end);
    fc.assert(
      fc.property(fc.array(time, { maxLength: 6 }), (texts) => {
        const iso = new IsoBytes();
        for (const text of texts) {
          const at = read(iso, text);
          // It may leave a time to others, but reads none otherwise than they do.
          if (at !== null) expect(at).toBe(parseIso(text));
          const plain = /^.{10}T.{8}(?:\.\d{1,7})?Z$/.test(text);
          if (plain) expect(at).toBe(parseIso(text));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.9999999Z',
  ])('leaves %s, which is no plain number, to others', (text) => {
    expect(read(new IsoBytes(), text)).toBeNull();
  });

  test.each([
    '',
    'Z',
    '2026-03-11',
    '\0\0\0\0\0\0\0\0\0\0T08:15:30Z',
    '2026-03-11T08:15:30.123456789Z',
  ])('leaves %j to others', (text) => {
    expect(read(new IsoBytes(), text)).toBeNull();
  });
});
