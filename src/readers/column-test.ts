import type { Instant } from '../records/instant.js';
import type { ColumnTest } from '../records/scan.js';
import type { Value } from '../records/value.js';

/** The test as a function of the column's value. */
export function valueTest(test: ColumnTest): (value: Value) => boolean {
  switch (test.op) {
    case '==':
      return (value) => value === test.value;
    case 'in': {
      const values: ReadonlySet<unknown> = new Set(test.values);
      return (value) => values.has(value);
    }
    case 'meets':
      return test.holds;
    case 'isnotempty':
      return (value) => value !== '' && value !== null;
    case '<':
      return (value) => value !== null && (value as Instant) < test.value;
    case '<=':
      return (value) => value !== null && (value as Instant) <= test.value;
    case '>':
      return (value) => value !== null && (value as Instant) > test.value;
    case '>=':
      return (value) => value !== null && (value as Instant) >= test.value;
  }
}
