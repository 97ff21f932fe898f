import { asBuffer, ByteSpan } from '../byte-span.js';
import type { Input } from '../input.js';
import { nestsDeeper } from './json-depth.js';
import type { TakeValue } from './json-place.js';
import { noJson, recordLimit, tooLong } from './json-value-reader.js';
import { depthLimit, JsonValueScanner, tooDeep } from './json-value-scanner.js';
import type { JsonFaults } from './json-walker.js';
import { LinePosition } from './line-position.js';

const lineFeed = 10;
const nothing = Buffer.alloc(0);

/** Takes the value of every line of an input, whatever stands on other lines. Blank lines hold nothing. */
export async function readJsonLines(input: Input, take: TakeValue, faults: JsonFaults): Promise<void> {
  const lines = new JsonLines(take, faults);
  for await (const chunk of input.content()) lines.write(chunk);
  lines.end();
}

/** Cuts bytes that come in chunks of any size into lines of JSON. */
class JsonLines {
  private readonly span = new ByteSpan(recordLimit);
  private line = 1;

  constructor(
    private readonly take: TakeValue,
    private readonly faults: JsonFaults,
  ) {}

  write(chunk: Uint8Array): void {
    const bytes = asBuffer(chunk);
    let from = 0;
    for (let to = bytes.indexOf(lineFeed); to >= 0; to = bytes.indexOf(lineFeed, from)) {
      this.finish(this.span.text(bytes, from, to), noJson);
      this.line += 1;
      from = to + 1;
    }
    this.span.add(bytes, from, bytes.length);
  }

  end(): void {
    const text = this.span.text(nothing, 0, 0);
    const cut = isCut(text);
    this.finish(text, cut ? 'the file ends inside the record' : noJson);
    if (cut) this.faults.cut(this.line);
  }

  private finish(text: string, fault: string): void {
    const tooMuch = this.span.exceeded;
    this.span.begin();
    if (tooMuch) {
      this.faults.reject(this.line, tooLong);
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      if (text.trim() !== '') this.faults.reject(this.line, fault);
      return;
    }
    if (nestsDeeper(value, depthLimit)) this.faults.reject(this.line, tooDeep);
    else this.take(value, this.line);
  }
}

/** Whether a text is the beginning of a JSON value that goes on. */
function isCut(text: string): boolean {
  const scanner = new JsonValueScanner(new LinePosition());
  scanner.begin();
  scanner.scan(Buffer.from(text), 0);
  scanner.end();
  return text.trim() !== '' && !scanner.complete && scanner.fault === null;
}
