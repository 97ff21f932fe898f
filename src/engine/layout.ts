import { inSlot, type RowValue } from '../operators/row-value.js';

/** Where the columns of a step stand in its rows. */
export interface Layout {
  readonly slots: ReadonlyMap<string, number>;
  /** Columns that do not stand in the rows, and are computed of a row when they are asked for. */
  readonly computed: ReadonlyMap<string, RowValue>;
  /** How many values a row has; more than there are columns where rows still carry columns that were dropped. */
  readonly width: number;
}

const nothing: ReadonlyMap<string, RowValue> = new Map();

/** The layout of rows that hold exactly these columns, in this order. */
export const layoutOf = (names: readonly string[]): Layout => ({
  slots: new Map(names.map((name, i) => [name, i + 1])),
  computed: nothing,
  width: names.length,
});

/** The slot of a column that stands in the rows. Throws when it does not: then the plan is wrong. */
export function slotOf(layout: Layout, name: string): number {
  const slot = layout.slots.get(name);
  if (slot === undefined) throw new Error(`A step reads the column ${name}, which its input does not have.`);
  return slot;
}

/** Where a column comes from: its slot, or how it is computed. Throws when the layout lacks it. */
export const placeOf = (layout: Layout, name: string): number | RowValue =>
  layout.computed.get(name) ?? slotOf(layout, name);

/** The value of a column, wherever it comes from. Throws when the layout lacks it. */
export function valueIn(layout: Layout, name: string): RowValue {
  const place = placeOf(layout, name);
  return typeof place === 'number' ? inSlot(place) : place;
}

/** Whether rows hold these columns and nothing else. */
export const holdsOnly = (layout: Layout, names: readonly string[]): boolean =>
  layout.width === names.length && names.every((name) => layout.slots.has(name));

/** A layout in which columns stand where others stood before, beside columns that are computed of them. */
export function layoutBeside(
  before: Layout,
  columns: readonly { readonly name: string; readonly from: string }[],
  values: ReadonlyMap<string, RowValue> = nothing,
): Layout {
  const slots = new Map<string, number>();
  const computed = new Map(values);
  for (const { name, from } of columns) {
    const place = placeOf(before, from);
    if (typeof place === 'number') slots.set(name, place);
    else computed.set(name, place);
  }
  return { slots, computed, width: before.width };
}
