import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodingOf, utf8 } from '../../../src/readers/inputs/encoding.js';
import { allBytes, inChunks } from '../../support/bytes.js';

const text = '[{"Resource":"KV-HAFEN-ÄÖÜ","OperationName":"SecretGet","note":"€ 😀 日本"}]\r\n';

const utf16le = (value: string) => Buffer.from(value, 'utf16le');
const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();
const marked = (mark: readonly number[], bytes: Uint8Array) => Buffer.concat([Uint8Array.from(mark), bytes]);

const spellings: readonly (readonly [string, Buffer])[] = [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with mark', marked([0xef, 0xbb, 0xbf], Buffer.from(text))],
  ['UTF-16LE with mark', marked([0xff, 0xfe], utf16le(text))],
  ['UTF-16BE with mark', marked([0xfe, 0xff], utf16be(text))],
  ['UTF-16LE without mark', utf16le(text)],
  ['UTF-16BE without mark', utf16be(text)],
];

describe.each(spellings)('%s', (_, bytes) => {
  test('reads as UTF-8 without mark, wherever chunks are cut', async () => {
    for (let size = 1; size <= bytes.length; size++)
      expect((await allBytes(utf8(inChunks(bytes, size)))).toString()).toBe(text);
  });
});

describe('utf8', () => {
  test('passes bytes that are no UTF-8 as they are', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x7d]);
    expect(await allBytes(utf8(inChunks(bytes, 3)))).toEqual(bytes);
  });

  test('gives U+FFFD for half a character at the end and for a lone surrogate', async () => {
    const bytes = marked([0xff, 0xfe], Buffer.concat([utf16le('a\ud83db'), Buffer.from([0x41])]));
    expect((await allBytes(utf8(inChunks(bytes, 2)))).toString()).toBe('a\ufffdb\ufffd');
  });

  test('removes one mark only', async () => {
    const bytes = marked([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], Buffer.from('x'));
    expect((await allBytes(utf8(inChunks(bytes, 1)))).toString()).toBe('\ufeffx');
  });

  test('gives nothing for nothing, and nothing for a mark alone', async () => {
    expect(await allBytes(utf8(inChunks(Buffer.alloc(0), 1)))).toHaveLength(0);
    expect(await allBytes(utf8(inChunks(Buffer.from([0xff, 0xfe]), 1)))).toHaveLength(0);
  });

  test('reads any text that begins as an export does, in UTF-16 without mark', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 64 }),
        async (any, size) => {
          const value = `{"TimeGenerated":"2026-03-11T08:15:30.1234567Z","ResultDescription":${JSON.stringify(any)}}`;
          for (const bytes of [utf16le(value), utf16be(value)])
            expect((await allBytes(utf8(inChunks(bytes, size)))).toString()).toBe(value);
        },
      ),
    );
  });
});

describe('encodingOf', () => {
  test('does not take zeros, short text or UTF-32 for UTF-16', () => {
    for (const bytes of [
      Buffer.alloc(512),
      Buffer.from('a\0'),
      Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]),
    ])
      expect(encodingOf(bytes)).toEqual({ name: 'utf-8', mark: 0 });
  });

  test('does not take UTF-8 with a few NUL bytes for UTF-16', () => {
    expect(encodingOf(Buffer.from(`${text}\0\0\0\0`)).name).toBe('utf-8');
  });
});
