import { escapedText, JsonValueEnds } from './json-value-ends.js';
import type { LineField, LineGraph } from './line-graph.js';

/** How many values a line may have. */
const valueLimit = 1_024;

const openObject = 123;

/**
 * Walks over the values of records that have a line each, on ways that are known from lines before.
 * A line that it walks to its end is a JSON object in which no name stands twice; of any other it says nothing.
 */
export class LineWalker<About> {
  /** The values of the line that anybody asks for: how many, and of each what is said of its field, what it is, and where it stands, a text without its quotes. */
  count = 0;
  readonly abouts: (About | null)[] = new Array(valueLimit).fill(null);
  readonly kinds = new Uint8Array(valueLimit);
  readonly from = new Int32Array(valueLimit);
  readonly to = new Int32Array(valueLimit);

  /** The buffer at hand, twice. */
  bytes: Buffer = Buffer.alloc(0);
  words: DataView = new DataView(new ArrayBuffer(0));

  private readonly ends = new JsonValueEnds();
  private line = 0;

  constructor(private readonly graph: LineGraph<About>) {}

  /** Takes the next buffer. */
  open(bytes: Buffer): void {
    this.bytes = bytes;
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.ends.open(bytes, this.words);
  }

  /** A value of the line that was walked last, as JSON. */
  json(value: number): unknown {
    const quotes = this.kinds[value]! <= escapedText ? 1 : 0;
    return JSON.parse(this.bytes.toString(undefined, this.from[value]! - quotes, this.to[value]! + quotes));
  }

  /** Whether the line that was walked last has a field, whatever its value. */
  met(field: LineField<About> | null): boolean {
    return field?.metIn === this.line;
  }

  /** Walks over the line between two places; false where it leaves the known ways. */
  walk(from: number, end: number): boolean {
    const { words, bytes, ends, abouts, kinds } = this;
    const line = this.line + 1;
    this.line = line;
    let { steps } = this.graph.record;
    let at = from;
    // Both loops in one function: a call for each value would cost a tenth of the time.
    for (let count = 0, tried = 0; count < valueLimit && tried < steps.length; ) {
      const step = steps[tried]!;
      const { length, field } = step;
      const next = at + length;
      if (
        next > end ||
        next < 4 ||
        // Steps differ in their last bytes more than in their first.
        ((words.getInt32(next - 4, true) ^ step.last) & step.lastMask) !== 0 ||
        !standsAt(step.first, words, at) ||
        // Into an object another step leads, which is longer.
        (field === null ? next < end : next === end || bytes[next] === openObject)
      ) {
        tried += 1;
        continue;
      }
      // What fits often comes to stand in front.
      if (tried > 0) {
        steps[tried] = steps[tried - 1]!;
        steps[tried - 1] = step;
      }
      if (!meetAll(step.objects, line)) return false;
      if (field === null) {
        this.count = count;
        return true;
      }
      if (field.metIn === line) return false;
      field.metIn = line;
      at = ends.end(next, end);
      if (at < 0) return false;
      if (field.about !== null) {
        const quotes = ends.kind <= escapedText ? 1 : 0;
        abouts[count] = field.about;
        kinds[count] = ends.kind;
        this.from[count] = next + quotes;
        this.to[count] = at - quotes;
        count += 1;
      }
      tried = 0;
      steps = field.steps;
    }
    return false;
  }
}

/** Whether the bytes of some words stand at a place. */
function standsAt(expected: Int32Array, words: DataView, at: number): boolean {
  for (let i = 0; i < expected.length; i++)
    if (words.getInt32(at + 4 * i, true) !== expected[i]) return false;
  return true;
}

/** Notes that objects are met; false when the line had one of them already: which of two values counts is for others to say. */
function meetAll(objects: readonly { metIn: number }[], line: number): boolean {
  for (let i = 0; i < objects.length; i++) {
    const object = objects[i]!;
    if (object.metIn === line) return false;
    object.metIn = line;
  }
  return true;
}
