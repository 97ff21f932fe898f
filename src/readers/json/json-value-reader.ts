import { ByteSpan } from '../byte-span.js';
import { JsonValueScanner } from './json-value-scanner.js';
import type { LinePosition } from './line-position.js';

/** How many bytes one value may have. */
export const recordLimit = 16 * 1024 * 1024;

/** The fault of a value that has more. */
export const tooLong = 'longer than 16 MiB';

/** The fault of a value whose text is none of JSON. */
export const noJson = 'no JSON';

const nothing = Buffer.alloc(0);

/** Reads one JSON value at a time, in chunks of any size. */
export class JsonValueReader {
  /** `broken` means that its end cannot be told; `unreadable` that it ended, and is no value for us. */
  state: 'open' | 'whole' | 'unreadable' | 'broken' = 'open';
  /** The value, once it is whole. */
  value: unknown;
  /** What is wrong with the value when it is broken or unreadable. */
  fault = '';
  /** The length of its text. */
  length = 0;

  private readonly scanner: JsonValueScanner;
  private readonly span = new ByteSpan(recordLimit);
  private interest: 'taken' | 'passed over' = 'taken';

  constructor(position: LinePosition) {
    this.scanner = new JsonValueScanner(position);
  }

  /** Whether the value broke, if it did, where a key must come. */
  get expectsKey(): boolean {
    return this.scanner.expectsKey;
  }

  /** Makes ready for a value whose first byte is read next. One that is passed over gives no value. */
  begin(interest: 'taken' | 'passed over'): void {
    this.state = 'open';
    this.interest = interest;
    this.scanner.begin();
    this.span.begin();
  }

  /** Reads on: the place behind the value's last byte, or of the byte that breaks it, or the end of the chunk. */
  read(bytes: Buffer, from: number): number {
    const to = this.scanner.scan(bytes, from);
    if (this.scanner.fault !== null) {
      this.state = 'broken';
      this.fault = this.scanner.fault;
    } else if (this.scanner.complete) this.finish(bytes, from, to);
    else if (this.interest === 'taken') this.span.add(bytes, from, to);
    return to;
  }

  /** Hears that no more bytes follow: that ends a number. */
  end(): void {
    this.scanner.end();
    if (this.scanner.complete) this.finish(nothing, 0, 0);
  }

  private finish(bytes: Buffer, from: number, to: number): void {
    this.state = 'whole';
    this.value = undefined;
    if (this.interest === 'passed over') return;
    const text = this.span.text(bytes, from, to);
    this.length = text.length;
    if (this.span.exceeded) {
      this.refuse(tooLong);
      return;
    }
    try {
      this.value = JSON.parse(text);
    } catch {
      this.refuse(noJson);
    }
  }

  private refuse(fault: string): void {
    this.state = 'unreadable';
    this.fault = fault;
  }
}
