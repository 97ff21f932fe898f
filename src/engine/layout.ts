/** Where the columns of a step stand in its rows. */
export interface Layout {
  readonly slots: ReadonlyMap<string, number>;
  /** How many values a row has; more than there are columns where rows still carry columns that were dropped. */
  readonly width: number;
}

/** The layout of rows that hold exactly these columns, in this order. */
export const layoutOf = (names: readonly string[]): Layout => ({
  slots: new Map(names.map((name, i) => [name, i + 1])),
  width: names.length,
});

/** The slot of a column. Throws when the layout lacks it: then the plan is wrong. */
export function slotOf(layout: Layout, name: string): number {
  const slot = layout.slots.get(name);
  if (slot === undefined) throw new Error(`A step reads the column ${name}, which its input does not have.`);
  return slot;
}
