import { asBuffer, ByteSpan } from '../byte-span.js';
import type { Input } from '../input.js';
import type { PlainLines } from '../lines/plain-lines.js';
import { nestsDeeper } from './json-depth.js';
import type { TakeValue } from './json-place.js';
import { noJson, recordLimit, tooLong } from './json-value-reader.js';
import { depthLimit, JsonValueScanner, tooDeep } from './json-value-scanner.js';
import type { JsonFaults } from './json-walker.js';
import { LinePosition } from './line-position.js';

const lineFeed = 10;

/**
 * Takes the value of every line of an input, whatever stands on other lines. Blank lines hold nothing.
 * Where `plain` is given, it is asked first to take a line's record. Gives the number of line ends.
 */
export async function readJsonLines(
  input: Input,
  take: TakeValue,
  faults: JsonFaults,
  plain: PlainLines | null,
): Promise<number> {
  const lines = new JsonLines(take, faults, plain);
  for await (const chunk of input.content()) lines.write(chunk);
  lines.end();
  plain?.close();
  return lines.lineEnds;
}

/** Cuts bytes that come in chunks of any size into lines of JSON. */
class JsonLines {
  /** The line that the chunks so far have ended in. */
  private readonly span = new ByteSpan(recordLimit);
  private line = 1;

  constructor(
    private readonly take: TakeValue,
    private readonly faults: JsonFaults,
    private readonly plain: PlainLines | null,
  ) {}

  write(chunk: Uint8Array): void {
    const bytes = asBuffer(chunk);
    let from = 0;
    let end = bytes.indexOf(lineFeed);
    if (end >= 0 && !this.span.isEmpty) {
      this.span.add(bytes, 0, end);
      this.finishSpan();
      this.line += 1;
      from = end + 1;
      end = bytes.indexOf(lineFeed, from);
    }
    this.plain?.open(bytes);
    for (; end >= 0; end = bytes.indexOf(lineFeed, from)) {
      this.read(bytes, from, end);
      this.line += 1;
      from = end + 1;
    }
    this.span.add(bytes, from, bytes.length);
  }

  /** How many line ends there were so far. */
  get lineEnds(): number {
    return this.line - 1;
  }

  end(): void {
    const { bytes } = this.span;
    if (isCut(bytes)) {
      this.faults.reject(this.line, 'the file ends inside the record');
      this.faults.cut(this.line);
    } else this.finishSpan();
  }

  private finishSpan(): void {
    const { bytes, exceeded } = this.span;
    this.span.begin();
    if (exceeded) {
      this.faults.reject(this.line, tooLong);
      return;
    }
    this.plain?.open(bytes);
    this.read(bytes, 0, bytes.length);
  }

  private read(bytes: Buffer, from: number, end: number): void {
    if (end - from > recordLimit) this.faults.reject(this.line, tooLong);
    else if (this.plain === null || !this.plain.read(from, end, this.line)) this.parse(bytes, from, end);
  }

  private parse(bytes: Buffer, from: number, end: number): void {
    const text = bytes.toString('utf8', from, end);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      if (text.trim() !== '') this.faults.reject(this.line, noJson);
      return;
    }
    if (nestsDeeper(value, depthLimit)) {
      this.faults.reject(this.line, tooDeep);
      return;
    }
    this.take(value, this.line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      this.plain?.learn(from, end, value as Readonly<Record<string, unknown>>);
  }
}

/** Whether bytes are the beginning of a JSON value that goes on. */
function isCut(bytes: Buffer): boolean {
  const position = new LinePosition();
  const begin = position.skip(bytes, 0);
  if (begin === bytes.length) return false;
  const scanner = new JsonValueScanner(position);
  scanner.begin();
  scanner.scan(bytes, begin);
  scanner.end();
  return !scanner.complete && scanner.fault === null;
}
