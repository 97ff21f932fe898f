import { isSpace } from '../json/line-position.js';
import type { LineField, LineGraph } from './line-graph.js';
import { pathLimit } from './line-scan-layout.js';

const quote = 34;
const comma = 44;
const colon = 58;
const openArray = 91;
const backslash = 92;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;

/** How many lines are learned from; a file that still holds new ones then is read without. */
const lessonLimit = 20_000;

/** JavaScript puts fields of such names before all others. */
const arrayIndex = /^\d+$/;

/** Adds the ways of lines to a graph. */
export class LineLearner {
  private lessons = 0;

  constructor(
    private readonly graph: LineGraph,
    /** Whether a field's object is read field by field. A line with any other is not learned. */
    private readonly mayNest: (path: readonly string[]) => boolean,
  ) {}

  /** Learns the way of a line that is known to be a JSON object. */
  learn(bytes: Buffer, from: number, end: number): void {
    if (this.lessons === lessonLimit) return;
    this.lessons += 1;
    const { graph } = this;
    let behind = graph.record;
    let stepFrom = from;
    let objects: LineField[] = [];
    let object: LineField | null = null;
    let name: LineField | null = null;
    for (let at = from; at < end; ) {
      const byte = bytes[at]!;
      if (isSpace(byte) || byte === comma || byte === colon) at += 1;
      else if (byte === openObject) {
        if (name !== null && !this.mayNest(name.path)) return;
        if (name !== null) objects.push(name);
        object = name ?? graph.record;
        name = null;
        at += 1;
      } else if (byte === closeObject) {
        object = object!.parent;
        if (object === null) {
          graph.add(behind, bytes.subarray(stepFrom, end), null, objects);
          return;
        }
        at += 1;
      } else if (name === null) {
        const nameEnd = stringEnd(bytes, at);
        name = this.named(object!, bytes.toString(undefined, at + 1, nameEnd - 1));
        if (name === null) return;
        at = nameEnd;
      } else {
        graph.add(behind, bytes.subarray(stepFrom, at), name, objects);
        behind = name;
        objects = [];
        name = null;
        at = valueEnd(bytes, at);
        stepFrom = at;
      }
    }
  }

  /** The field of a name as it is written; null when it is no plain one. */
  private named(object: LineField, name: string): LineField | null {
    const isPlain = !name.includes('\\') && !arrayIndex.test(name) && object.path.length < pathLimit;
    return isPlain ? this.graph.field(object, name) : null;
  }
}

/** The place behind a string of JSON that is known to be valid. */
function stringEnd(bytes: Buffer, from: number): number {
  let at = from + 1;
  while (bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at + 1;
}

/** The place behind a value of a field, no object, of JSON that is known to be valid. */
function valueEnd(bytes: Buffer, from: number): number {
  if (bytes[from] === quote) return stringEnd(bytes, from);
  let at = from;
  if (bytes[from] !== openArray) {
    while (bytes[at] !== comma && bytes[at] !== closeObject && !isSpace(bytes[at]!)) at += 1;
    return at;
  }
  let depth = 0;
  do {
    const byte = bytes[at]!;
    if (byte === openArray) depth += 1;
    else if (byte === closeArray) depth -= 1;
    at = byte === quote ? stringEnd(bytes, at) : at + 1;
  } while (depth > 0);
  return at;
}
