import { delimiters } from './csv-cells.js';
import { type CsvFault, type CsvFrame, CsvFramer, longestRecord } from './csv-framer.js';
import { type CsvHeader, csvHeader } from './csv-header.js';

/** CSV content that has been read up to the end of its header. */
export interface CsvFile {
  readonly header: CsvHeader;
  /** The line on which the header begins, from 1. */
  readonly headerLine: number;
  /** The line of the first byte behind the header, from 1. */
  readonly line: number;
  /** How many bytes the header takes, with all that stands before it and its line end. */
  readonly headerSize: number;
  /** The bytes behind the header, in chunks that are valid until the next is asked for. To be read once. */
  readonly rest: AsyncIterable<Uint8Array>;
}

/** CSV content without a header that could be read; the fault is null where it holds nothing at all. */
export interface HeaderlessFile {
  readonly header: null;
  /** The line on which it should begin, from 1. */
  readonly headerLine: number;
  readonly fault: CsvFault | null;
}

/** Reads the header of CSV content. Whoever does not read the rest to its end must leave its loop, which closes the content. */
export async function openCsv(content: AsyncIterable<Uint8Array>): Promise<CsvFile | HeaderlessFile> {
  const chunks = content[Symbol.asyncIterator]();
  const framer = new CsvFramer(delimiters.join(''), 1, longestRecord);
  let before = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    const chunk = next.value;
    for (let at = 0; at < chunk.length; ) {
      at = framer.read(chunk, at);
      if (framer.frame === null || isPreamble(framer.frame)) continue;
      const file = fileBehind(
        framer.frame,
        { line: framer.nextLine, headerSize: before + at },
        behind(chunk.subarray(at), chunks),
      );
      if (file.header === null) await chunks.return?.();
      return file;
    }
    before += chunk.length;
  }
  const last = framer.end();
  return last === null || isPreamble(last)
    ? { header: null, headerLine: 1, fault: null }
    : fileBehind(last, { line: framer.nextLine, headerSize: before }, behind(new Uint8Array(), chunks));
}

function fileBehind(
  frame: CsvFrame,
  place: Pick<CsvFile, 'line' | 'headerSize'>,
  rest: AsyncIterable<Uint8Array>,
): CsvFile | HeaderlessFile {
  const headerLine = frame.line;
  if (typeof frame.bytes === 'string') return { header: null, headerLine, fault: frame.bytes };
  const header = csvHeader(frame.bytes);
  return header === null
    ? { header, headerLine, fault: 'stray quote' }
    : { header, headerLine, ...place, rest };
}

/** What may stand before the header: blank lines, the type line of Export-Csv, the line that tells Excel its separator. */
const preamble = /^(?:\s*|#TYPE .*|sep=.)$/;

const isPreamble = ({ bytes }: CsvFrame): boolean =>
  typeof bytes !== 'string' && bytes.length < 1000 && preamble.test(Buffer.from(bytes).toString());

async function* behind(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (first.length > 0) yield first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}
