/** Gives the value of one field of the record at hand; undefined when it has none. */
export type FieldReader = () => unknown;

/** The fields of records of one layout, one record at a time. */
export interface RecordFields {
  /** The reader of a field. Ask once for all records. */
  field(name: string): FieldReader;
  /** Visits the names of the record at hand, those known from a record before perhaps not again. */
  names(visit: (name: string) => void): void;
  /** The record at hand as an object. Any name may be a field's: read it as `ownField` does. */
  object(): Readonly<Record<string, unknown>>;
}

/** The value of an object's field, and not of its prototype; undefined when it has none. */
export function ownField(record: Readonly<Record<string, unknown>>, name: string): unknown {
  const value = record[name];
  // JSON holds no functions, so whatever is none is the record's own; only __proto__ needs a look.
  if (typeof value !== 'function' && name !== '__proto__') return value;
  return Object.hasOwn(record, name) ? value : undefined;
}

/** The fields of records that are objects. */
export class ObjectFields implements RecordFields {
  /** The record at hand. */
  record: Readonly<Record<string, unknown>> = {};

  field(name: string): FieldReader {
    return () => ownField(this.record, name);
  }

  names(visit: (name: string) => void): void {
    for (const name in this.record) visit(name);
  }

  object(): Readonly<Record<string, unknown>> {
    return this.record;
  }
}

/** The fields of records that are rows of a table, one cell a column. */
export class RowFields implements RecordFields {
  /** The record at hand. */
  row: readonly unknown[] = [];

  private visited = false;
  private readonly slots: ReadonlyMap<string, number>;

  /** Where a column name stands twice, its first column is read. */
  constructor(private readonly columns: readonly string[]) {
    this.slots = new Map(columns.map((name, slot) => [name, slot] as const).reverse());
  }

  field(name: string): FieldReader {
    const slot = this.slots.get(name);
    return slot === undefined ? () => undefined : () => this.row[slot];
  }

  names(visit: (name: string) => void): void {
    if (!this.visited) this.columns.forEach(visit);
    this.visited = true;
  }

  object(): Readonly<Record<string, unknown>> {
    const record = Object.create(null) as Record<string, unknown>;
    for (const [name, slot] of this.slots) record[name] = this.row[slot];
    return record;
  }
}
