import { csvColumn } from '../csv/csv-column.js';
import type { CsvHeader } from '../csv/csv-header.js';
import type { Input } from '../input.js';
import { orderOf } from '../times/time-column.js';
import { type DateOrder, readShownTime } from '../times/time-text.js';

/** In how many records of an input a date is looked for that can be read in one order only. */
const recordsTried = 4_096;

/** The order of day and month of the columns of a CSV input for which the header names a zone, where one of the first dates decides it. */
export async function dateOrders(
  input: Input,
  { zones, places }: CsvHeader,
): Promise<ReadonlyMap<string, DateOrder>> {
  const orders = new Map<string, DateOrder>();
  for (const column of zones.keys()) {
    const order = await firstOrder(csvColumn(input, places.get(column)!));
    if (order !== null) orders.set(column, order);
  }
  return orders;
}

async function firstOrder(cells: AsyncIterable<string>): Promise<DateOrder | null> {
  let tried = 0;
  for await (const cell of cells) {
    const shown = readShownTime(cell.trim());
    const order = shown && orderOf(shown);
    if (order !== null) return order;
    tried += 1;
    if (tried === recordsTried) return null;
  }
  return null;
}
