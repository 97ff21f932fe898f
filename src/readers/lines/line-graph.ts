/** A field of the records of a file, at the end of a path of names. */
export interface LineField<About> {
  /** The object it stands in; null for the record itself. */
  readonly parent: LineField<About> | null;
  /** The names on the way here, the outermost first. */
  readonly path: readonly string[];
  /** What the reader of the records has to say of its values; null when it does not ask for them. */
  readonly about: About | null;
  readonly children: Map<string, LineField<About>>;
  /** What was seen to follow a value of this field. */
  readonly steps: LineStep<About>[];
  /** The number of the line in which the field was met last. */
  metIn: number;
}

/** The bytes between a value and the next, or the end of the line. */
export interface LineStep<About> {
  readonly length: number;
  /** The last four bytes as a little-endian word. Where there are fewer, they fill its upper end, and the mask covers them. */
  readonly last: number;
  readonly lastMask: number;
  /** The bytes from the first on as such words, as many as it takes to reach the last four. */
  readonly first: Int32Array;
  /** The field of the next value; null where the line ends. */
  readonly field: LineField<About> | null;
  /** The objects that begin among the bytes. */
  readonly objects: readonly LineField<About>[];
}

/** How many fields, and steps behind each, are kept in mind. */
const fieldLimit = 4_000;
const stepLimit = 64;
/** Longer steps hold names that are no column's. */
const lengthLimit = 512;

/** The lines of a file as ways through the fields of its records: what stood in one line is expected in the next. */
export class LineGraph<About> {
  /** The record itself; its steps lead to first values. */
  readonly record: LineField<About>;

  private fields = 0;

  constructor(private readonly describe: (path: readonly string[]) => About | null) {
    this.record = this.create(null, []);
  }

  /** The field of a name in an object; null when there are too many to know it. */
  field(object: LineField<About>, name: string): LineField<About> | null {
    const known = object.children.get(name);
    if (known !== undefined) return known;
    if (this.fields === fieldLimit) return null;
    const field = this.create(object, [...object.path, name]);
    object.children.set(name, field);
    return field;
  }

  /** Adds a step behind a field, unless it is known. */
  add(
    behind: LineField<About>,
    bytes: Uint8Array,
    field: LineField<About> | null,
    objects: readonly LineField<About>[],
  ): void {
    const { steps } = behind;
    if (bytes.length > lengthLimit || steps.length === stepLimit) return;
    const step = stepOf(bytes, field, objects);
    if (!steps.some((known) => isSame(known, step))) steps.push(step);
  }

  private create(parent: LineField<About> | null, path: readonly string[]): LineField<About> {
    this.fields += 1;
    return { parent, path, about: this.describe(path), children: new Map(), steps: [], metIn: 0 };
  }
}

function stepOf<About>(
  bytes: Uint8Array,
  field: LineField<About> | null,
  objects: readonly LineField<About>[],
): LineStep<About> {
  const { length } = bytes;
  const padded = Buffer.concat([Buffer.alloc(4), bytes]);
  const first: number[] = [];
  for (let at = 0; at < length - 4; at += 4) first.push(padded.readInt32LE(4 + at));
  // All steps made by one literal have one hidden class; the walk is a third slower where they do not.
  return {
    length,
    last: padded.readInt32LE(length),
    lastMask: length < 4 ? -1 << (8 * (4 - length)) : -1,
    first: Int32Array.from(first),
    field,
    objects,
  };
}

const isSame = (one: LineStep<unknown>, other: LineStep<unknown>): boolean =>
  one.length === other.length &&
  one.last === other.last &&
  one.first.every((word, i) => word === other.first[i]);
