import { asBuffer } from '../byte-span.js';
import { ElementSearch, type Opening } from './element-search.js';
import { Frame } from './json-frame.js';
import type { Place, TakeValue } from './json-place.js';
import { JsonValueReader, recordLimit, tooLong } from './json-value-reader.js';
import { isSpace, LinePosition } from './line-position.js';

/** Hears of what is there and cannot be read. */
export interface JsonFaults {
  /** A record that begins on this line. */
  reject(line: number, detail: string): void;
  /** The end of the text, on this line, comes too early. */
  cut(line: number): void;
}

/** A value that is being read. */
interface Reading extends Opening {
  readonly line: number;
  readonly role: 'key' | 'record' | 'passed over';
  readonly take: TakeValue;
  /** The search that guessed the value's beginning. */
  readonly guess: ElementSearch | null;
}

const openArray = 91;
const openObject = 123;
const ignore = () => {};

/**
 * Walks JSON documents that follow one another, in chunks of any size, and takes the values at given places.
 * It keeps one value at a time and reads on behind a broken one.
 */
export class JsonWalker {
  private readonly position = new LinePosition();
  private readonly reader = new JsonValueReader(this.position);
  private readonly frames: Frame[];
  private reading: Reading | null = null;
  private search: ElementSearch | null = null;
  private guess: ElementSearch | null = null;
  private readonly takeKey = (key: unknown) => this.top.takeKey(key as string);

  constructor(
    root: Place,
    private readonly faults: JsonFaults,
  ) {
    this.frames = [new Frame({ each: root }, { byte: openArray, indent: null }, 1)];
  }

  /** Takes the next bytes; none are kept. */
  write(chunk: Uint8Array): void {
    const bytes = asBuffer(chunk);
    let at = 0;
    while (at < bytes.length) {
      if (this.reading !== null) at = this.read(bytes, at, this.reading);
      else if (this.search !== null) at = this.seek(bytes, at, this.search);
      else if (isSpace(bytes[at]!)) at = this.position.skip(bytes, at);
      else at = this.step(bytes, at);
    }
  }

  /** Hears that there are no more bytes. */
  end(): void {
    if (this.reading !== null && this.frames.length === 1) {
      this.reader.end();
      this.finish(this.reading);
    }
    if (this.search !== null || (this.reading === null && this.frames.length === 1)) return;
    const line = this.recordLine();
    if (line !== null) this.faults.reject(line, 'the file ends inside the record');
    this.faults.cut(this.position.line);
  }

  private get top(): Frame {
    return this.frames[this.frames.length - 1]!;
  }

  /** Takes one byte between values. */
  private step(bytes: Buffer, at: number): number {
    const frame = this.top;
    const byte = bytes[at]!;
    switch (frame.meaning(byte)) {
      case 'comma':
        // It may stand before an element on its line, so it leaves the indent as it is.
        return at + 1;
      case 'colon':
        frame.expects = 'value';
        break;
      case 'key':
        frame.beginKey();
        return this.begin('key', this.takeKey, bytes, at);
      case 'value':
        return this.open(frame.beginValue(byte), bytes, at);
      case 'end':
        if (this.frames.length === 1) return this.fault(bytes, at, 'an end without a beginning');
        this.frames.pop();
        frame.end();
        break;
      case 'fault':
        return this.fault(bytes, at, `no ${frame.expects} where one belongs`);
    }
    this.position.indent = null;
    return at + 1;
  }

  /** Walks into a value or begins to read it. */
  private open(place: Place, bytes: Buffer, at: number): number {
    const { indent, line } = this.position;
    const byte = bytes[at]!;
    const opening = { byte, indent };
    if (byte === openArray && place.array !== undefined)
      this.frames.push(new Frame(place.array, opening, line));
    else if (byte === openObject && place.object !== undefined)
      this.frames.push(new Frame({ object: place.object }, opening, line));
    else
      return this.begin(place.take === undefined ? 'passed over' : 'record', place.take ?? ignore, bytes, at);
    this.guess = null;
    this.position.indent = null;
    return at + 1;
  }

  private begin(role: Reading['role'], take: TakeValue, bytes: Buffer, at: number): number {
    const { indent, line } = this.position;
    this.reading = { byte: bytes[at]!, indent, line, role, take, guess: this.guess };
    this.guess = null;
    this.reader.begin(role === 'passed over' ? role : 'taken');
    return at;
  }

  private read(bytes: Buffer, from: number, reading: Reading): number {
    const to = this.reader.read(bytes, from);
    if (this.reader.state === 'broken') return this.fault(bytes, to, this.reader.fault);
    this.finish(reading);
    return to;
  }

  /** Takes the value that is read, if it has ended. */
  private finish({ role, take, line }: Reading): void {
    const { state, value, length, fault } = this.reader;
    if (state === 'open') return;
    this.reading = null;
    if (state === 'unreadable') this.faults.reject(line, fault);
    else if (role !== 'passed over' && !this.outgrows(length)) take(value, line);
  }

  /** Whether the fields of an object that may be bare become too much with one more text; they are then forgotten. */
  private outgrows(length: number): boolean {
    const frame = this.top;
    if (frame.record === null) return false;
    frame.size += length;
    if (frame.size <= recordLimit) return false;
    frame.record = null;
    this.faults.reject(frame.line, tooLong);
    return true;
  }

  /** The line of the record that is being read; null when none is. */
  private recordLine(): number | null {
    for (const { record, line } of this.frames) if (record !== null) return line;
    return this.reading?.role === 'record' && this.reading.guess === null ? this.reading.line : null;
  }

  /** Gives up what is being read, up to the array it stands in, and looks for that array's next element. */
  private fault(bytes: Buffer, at: number, detail: string): number {
    const { reading, position } = this;
    if (reading === null || reading.guess === null)
      this.faults.reject(this.recordLine() ?? position.line, detail);
    const keyMissing = reading === null ? this.top.expects === 'key' : this.reader.expectsKey;
    let opening: Opening = reading ?? { byte: bytes[at]!, indent: position.indent };
    while ('object' in this.top.place) {
      const frame = this.frames.pop()!;
      frame.breakOff();
      opening = frame.opening;
    }
    this.reading = null;
    this.search = reading?.guess ?? new ElementSearch(opening, position);
    // An element that begins where a key belongs shows that the one before never ended.
    if (keyMissing) this.search.acceptHere();
    return at;
  }

  /** Passes over what belongs to a broken value. */
  private seek(bytes: Buffer, from: number, search: ElementSearch): number {
    const at = search.scan(bytes, from);
    if (search.found === 'nothing') return at;
    if (search.found === 'end' && this.frames.length === 1) {
      search.pass(bytes[at]!);
      return at + 1;
    }
    this.search = null;
    if (search.found === 'guess') {
      search.pass(bytes[at]!);
      this.guess = search;
    }
    return at;
  }
}
