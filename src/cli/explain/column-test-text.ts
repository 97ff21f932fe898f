import { nameToKql } from '../../plan/expression-to-kql.js';
import { literalToKql } from '../../plan/literal-to-kql.js';
import type { ColumnTest } from '../../records/scan.js';

/** A test of a scan as KQL would write it. */
export function columnTestText(test: ColumnTest): string {
  const column = nameToKql(test.column);
  switch (test.op) {
    case 'isnotempty':
      return `isnotempty(${column})`;
    case 'meets':
      return `${test.condition} (of ${column})`;
    case '==':
      return `${column} == ${literalToKql(test.value, 'string')}`;
    case 'in':
      return `${column} in (${test.values.map((value) => literalToKql(value, 'string')).join(', ')})`;
    default:
      return `${column} ${test.op} ${literalToKql(test.value, 'datetime')}`;
  }
}
