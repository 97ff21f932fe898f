import type { Value } from '../records/value.js';

/** The values of one column of many rows. */
export interface HeldColumn {
  /** Takes the value of one more row; gives the column that holds it and those before. */
  add(value: Value): HeldColumn;
  at(row: number): Value;
}

/** A column that holds nothing yet, and whose first value is of a kind. */
export const columnFor = (first: Value): HeldColumn =>
  typeof first === 'number' ? new Numbers() : new Repeated();

/** So many values have room at first. */
export const firstRoom = 16;

/** An array with room for one more after so many elements. */
export function withRoom<A extends Float64Array | Uint32Array>(array: A, size: number): A {
  if (size < array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(size * 2);
  larger.set(array as ArrayLike<number>);
  return larger;
}

/** Numbers alone. */
class Numbers implements HeldColumn {
  private values = new Float64Array(firstRoom);
  private size = 0;

  add(value: Value): HeldColumn {
    if (typeof value !== 'number') return movedTo(new Repeated(), this, this.size).add(value);
    this.values = withRoom(this.values, this.size);
    this.values[this.size++] = value;
    return this;
  }

  at(row: number): number {
    return this.values[row]!;
  }
}

/** So many different values may come before it matters that most rows bring a new one. */
const trial = 256;

/** Values of which most come again: each is held once. */
class Repeated implements HeldColumn {
  private ids = new Uint32Array(firstRoom);
  private readonly known = new Map<Value, number>();
  private readonly values: Value[] = [];
  private size = 0;

  add(value: Value): HeldColumn {
    const id = this.idOf(value);
    this.ids = withRoom(this.ids, this.size);
    this.ids[this.size++] = id;
    const different = this.values.length;
    return different > trial && different * 2 > this.size ? movedTo(new Different(), this, this.size) : this;
  }

  at(row: number): Value {
    return this.values[this.ids[row]!]!;
  }

  private idOf(value: Value): number {
    const known = this.known.get(value);
    // A map takes -0 for 0.
    if (known !== undefined && Object.is(this.values[known], value)) return known;
    const id = this.values.push(value) - 1;
    this.known.set(value, id);
    return id;
  }
}

/** Values of which few come again. */
class Different implements HeldColumn {
  private readonly values: Value[] = [];

  add(value: Value): HeldColumn {
    this.values.push(value);
    return this;
  }

  at(row: number): Value {
    return this.values[row]!;
  }
}

function movedTo(column: HeldColumn, from: HeldColumn, rows: number): HeldColumn {
  let to = column;
  for (let row = 0; row < rows; row++) to = to.add(from.at(row));
  return to;
}
