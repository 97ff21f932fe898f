import type { ScalarFunction } from '../function.js';
import { lenient, signature } from './define.js';

/** Functions that read a column in another way than by its name. */
export const columnFunctions: readonly ScalarFunction[] = [
  {
    // A column that no record carries reads as missing, which is what stands in its place.
    ...lenient('column_ifexists', [signature(['same', 'same'], 'same')], () => (column) => column!),
    print: ([column, otherwise]) => `column_ifexists(${JSON.stringify(column)}, ${otherwise})`,
  },
  {
    ...lenient('before', [signature(['same'], 'same')], () => {
      throw new Error('before() reads the row before, and only scan-rows has one');
    }),
    print: ([column]) => `s.${column}`,
  },
];
