import type { RowValue } from '../operators/row-value.js';
import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';

/** How many texts are remembered at most. */
const most = 16_384;
/** An expression whose texts were new so many times, and more often than not, is not remembered any more. */
const trial = 4096;

/** An expression over one text that is computed once for each text, as long as there are few of them. */
export function remembered(textOf: RowValue, value: RowValue): RowValue {
  const known = new Map<string, Value>();
  let found = 0;
  let missed = 0;
  return (row: Row): Value => {
    if (missed > found + trial) return value(row);
    const text = textOf(row) as string;
    const kept = known.get(text);
    if (kept !== undefined) {
      found += 1;
      return kept;
    }
    missed += 1;
    const made = value(row);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
