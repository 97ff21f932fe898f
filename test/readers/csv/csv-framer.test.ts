import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvFramer } from '../../../src/readers/csv/csv-framer.js';

/** The records of a text as `line: text`, a fault in angle brackets, `$` where no line end stands behind. */
function frames(text: string, size = Number.POSITIVE_INFINITY, delimiters = ',', longest = 100): string[] {
  const bytes = Buffer.from(text);
  const framer = new CsvFramer(delimiters, 1, longest);
  const found: (typeof framer.frame)[] = [];
  for (let from = 0; from < bytes.length; from += size) {
    const chunk = bytes.subarray(from, from + size);
    for (let at = 0; at < chunk.length; ) {
      at = framer.read(chunk, at);
      if (framer.frame !== null) found.push(framer.frame);
    }
  }
  const last = framer.end();
  if (last !== null) found.push(last);
  return found.map((frame) => {
    const { line, bytes, ended } = frame!;
    return `${line}: ${typeof bytes === 'string' ? `<${bytes}>` : Buffer.from(bytes)}${ended ? '' : '$'}`;
  });
}

describe('the framer of CSV', () => {
  test.each<[string, string, string[]]>([
    ['lines', 'a,b\nc,d\n', ['1: a,b', '2: c,d']],
    ['a last line without end', 'a,b\nc', ['1: a,b', '2: c$']],
    ['CRLF', 'a\r\n\r\nb\r\n', ['1: a', '2: ', '3: b']],
    ['CRLF that is cut in two', 'a\r\nb\r', ['1: a', '2: b$']],
    ['a CR that ends no line', 'a\rb\n\rc\n', ['1: a\rb', '2: \rc']],
    ['line ends in quotes', 'a,"b\r\n\n",c\nd\n', ['1: a,"b\r\n\n",c', '4: d']],
    ['delimiters and doubled quotes in quotes', '"a,""",b\n""\n', ['1: "a,""",b', '2: ""']],
    ['a quoted cell before CRLF', 'a,"b"\r\nc\n', ['1: a,"b"', '2: c']],
    ['nothing', '', []],
    ['empty lines', '\n\n', ['1: ', '2: ']],
    ['a NUL', 'a\0,"\0"\n', ['1: a\0,"\0"']],
  ])('finds records among %s', (_, text, expected) => {
    expect(frames(text)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ['a quote in a bare cell', 'a,b"c,d\ne\n', ['1: <stray quote>', '2: e']],
    ['text behind a closing quote', '"a"b,"c\nx","\nd\n', ['1: <stray quote>', '2: <stray quote>', '3: d']],
    ['a CR behind a closing quote', '"a"\rb\nc\n', ['1: <stray quote>', '2: c']],
    ['a quote behind CR', '"a"\r"\nc\n', ['1: <stray quote>', '2: c']],
    ['a delimiter behind CR', '"a"\r,\nc\n', ['1: <stray quote>', '2: c']],
    ['a NUL behind a closing quote', '"a"\0\nc\n', ['1: <stray quote>', '2: c']],
    ['a fault behind quoted lines', '"a\n\n"b\nc\n', ['1: <stray quote>', '4: c']],
    ['a fault in the last line', 'a\nb"', ['1: a', '2: <stray quote>$']],
    ['an open quote', 'a\n"b\nc\n', ['1: a', '2: <open quote>$']],
  ])('names %s and goes on behind the line', (_, text, expected) => {
    expect(frames(text)).toEqual(expected);
  });

  test('parts cells by any of several delimiters, as a header needs that tells which', () => {
    expect(frames('"a";"b"\t"c"\n', 4, ',;\t')).toEqual(['1: "a";"b"\t"c"']);
    expect(frames('"a";"b"\n')).toEqual(['1: <stray quote>']);
  });

  test('finds the same in chunks of any size', () => {
    const text = fc
      .array(fc.constantFrom('a', ',', '"', '""', '\n', '\r\n', '\r', 'é', '\0'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 40 }),
        (written, size, longest) => {
          expect(frames(written, size, ',', longest)).toEqual(
            frames(written, Number.POSITIVE_INFINITY, ',', longest),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['xxx', ['1: a', '2: xxx', '3: b$']],
    ['xxxx', ['1: a', '2: <too long>', '3: b$']],
    ['x"xx', ['1: a', '2: <stray quote>', '3: b$']],
    // The quote that closes the cell is behind the limit, so the next line end is the one behind it.
    ['"\n\n\n"', ['1: a', '2: <too long>', '6: b$']],
    ['"\n\n\n\n"', ['1: a', '2: <too long>', '6: <open quote>$']],
  ])('leaves out a record of four bytes where fewer are allowed: %j', (middle, expected) => {
    for (let size = 1; size < 10; size++) expect(frames(`a\n${middle}\nb`, size, ',', 4)).toEqual(expected);
  });
});
