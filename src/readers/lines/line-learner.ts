import { isSpace } from '../json/line-position.js';
import { JsonValueEnds, text } from './json-value-ends.js';
import type { LineField, LineGraph } from './line-graph.js';

const comma = 44;
const colon = 58;
const openObject = 123;
const closeObject = 125;

/** How many lines are learned from; a file that still holds new ones then is read without. */
const lessonLimit = 20_000;

/** JavaScript puts fields of such names before all others. */
const arrayIndex = /^\d+$/;

/** Adds the ways of lines to a graph. */
export class LineLearner<About> {
  private readonly ends = new JsonValueEnds();
  private lessons = 0;

  constructor(
    private readonly graph: LineGraph<About>,
    /** Whether a field's object is read field by field. A line with any other is not learned. */
    private readonly mayNest: (path: readonly string[]) => boolean,
  ) {}

  /** Learns the way of a line that is known to be a JSON object. */
  learn(bytes: Buffer, from: number, end: number): void {
    if (this.lessons === lessonLimit) return;
    this.lessons += 1;
    this.ends.open(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
    const { graph } = this;
    let behind = graph.record;
    let stepFrom = from;
    let objects: LineField<About>[] = [];
    let object: LineField<About> | null = null;
    let name: LineField<About> | null = null;
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
        const nameEnd = this.ends.end(at, end);
        name = this.named(object!, bytes.toString(undefined, at + 1, nameEnd - 1));
        if (name === null) return;
        at = nameEnd;
      } else {
        graph.add(behind, bytes.subarray(stepFrom, at), name, objects);
        behind = name;
        objects = [];
        name = null;
        at = this.ends.end(at, end);
        if (at < 0) return;
        stepFrom = at;
      }
    }
  }

  /** The field of the name that was read last; null when it is no plain one. */
  private named(object: LineField<About>, name: string): LineField<About> | null {
    return this.ends.kind === text && !arrayIndex.test(name) ? this.graph.field(object, name) : null;
  }
}
