import type { LineScan } from './line-scan.js';
import { fieldLimit, fieldWords, scanLayout, stepLimit, stepWords } from './line-scan-layout.js';
import { allKinds } from './value-kinds.js';

/** A field of the records of a file, at the end of a path of names. */
export interface LineField {
  /** The object it stands in; null for the record itself. */
  readonly parent: LineField | null;
  /** The names on the way here, the outermost first. */
  readonly path: readonly string[];
  /** Where the scan knows it. */
  readonly address: number;
  readonly children: Map<string, LineField>;
  /** The bytes of the steps behind it that are known, each with where it leads. */
  readonly steps: Set<string>;
}

/** How many steps behind each field are kept in mind. */
const stepsLimit = 64;

/**
 * The lines of a file as ways through the fields of its records: what stood in one line is expected in the next.
 * A step is what stands between a value and the next, or the end of the line. All of it is kept in the memory of a scan.
 */
export class LineGraph {
  /** The record itself; its steps lead to first values. */
  readonly record: LineField;

  private fields = 0;
  private free: number = scanLayout.graph;
  /** The addresses of fields by what is said of them. */
  private readonly addresses = new Map<number, number>();

  constructor(
    private readonly scan: LineScan,
    /** A number that says what the values at a path are, another for each path; -1 where nobody asks for them. */
    private readonly describe: (path: readonly string[]) => number,
  ) {
    this.record = this.create(null, []);
  }

  /** The field of a name in an object; null when there are too many to know it. */
  field(object: LineField, name: string): LineField | null {
    const known = object.children.get(name);
    if (known !== undefined) return known;
    if (this.fields === fieldLimit || !this.hasRoom(fieldWords.size)) return null;
    const field = this.create(object, [...object.path, name]);
    object.children.set(name, field);
    return field;
  }

  /** Adds a step behind a field, unless it is known: its bytes, the field it leads to, null at the end of a line, and the objects that begin in it. */
  add(behind: LineField, bytes: Uint8Array, field: LineField | null, objects: readonly LineField[]): void {
    const key = `${field?.address} ${Buffer.from(bytes).toString('latin1')}`;
    if (bytes.length > stepLimit || behind.steps.size === stepsLimit || behind.steps.has(key)) return;
    const patterns = patternsOf(bytes);
    const met = field === null ? objects : [...objects, field];
    if (!this.hasRoom(stepWords.size + patterns.length + 4 * met.length)) return;
    behind.steps.add(key);
    const { free } = this;
    this.write(free, [
      bytes.length,
      field?.address ?? 0,
      this.scan.numbers[(behind.address + fieldWords.step) / 4]!,
      free + stepWords.size + patterns.length,
      free + stepWords.size + patterns.length + 4 * met.length,
    ]);
    this.scan.bytes.set(patterns, this.free);
    this.free += patterns.length;
    this.write(
      this.free,
      met.map(({ address }) => address),
    );
    this.scan.numbers[(behind.address + fieldWords.step) / 4] = free;
  }

  /** Says of which kinds, as bits, nobody asks for the values of a field that has been described by a number. */
  leave(about: number, kinds: number): void {
    this.scan.numbers[(this.addresses.get(about)! + fieldWords.unasked) / 4] = kinds;
  }

  private create(parent: LineField | null, path: readonly string[]): LineField {
    this.fields += 1;
    const address = this.free;
    const about = this.describe(path);
    this.write(address, [0, 0, about, about < 0 ? allKinds : 0]);
    this.addresses.set(about, address);
    return { parent, path, address, children: new Map(), steps: new Set() };
  }

  private hasRoom(size: number): boolean {
    return this.free + size <= scanLayout.text - 16;
  }

  private write(address: number, numbers: readonly number[]): void {
    this.scan.numbers.set(numbers, address / 4);
    this.free = address + 4 * numbers.length;
  }
}

/** Bytes in patterns of sixteen, the last first, each with its mask; the last pattern is filled up in front. */
function patternsOf(bytes: Uint8Array): Uint8Array {
  const count = Math.ceil(bytes.length / 16);
  const filled = Buffer.alloc(count * 16);
  filled.set(bytes, filled.length - bytes.length);
  const mask = Buffer.alloc(filled.length, 0xff).fill(0, 0, filled.length - bytes.length);
  const places = Array.from({ length: count }, (_, i) => 16 * (count - 1 - i));
  return Buffer.concat(places.flatMap((at) => [filled.subarray(at, at + 16), mask.subarray(at, at + 16)]));
}
