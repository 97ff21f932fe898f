import type { Instant } from '../records/instant.js';
import type { ColumnTest } from '../records/scan.js';
import type { Value } from '../records/value.js';
import type { ExpressionNode } from './expression.js';
import { expressionToKql } from './expression-to-kql.js';
import { foldedValue } from './fold.js';
import { functionNamed } from './functions/registry.js';
import { type ScanColumn, type ScanColumns, scanColumnsIn } from './scan-columns.js';
import { partsOf } from './walk.js';

/**
 * The test that is a condition which depends on one text column of the scan alone, through whatever is computed of it; null when it is no
 * such condition. It takes long, so it is for readers that ask once for each of few values.
 */
export function testOfOneColumn(
  condition: ExpressionNode,
  columns: ScanColumns,
  now: Instant | null,
): ColumnTest | null {
  const [column, ...others] = scanColumnsIn(condition, columns);
  if (column === undefined || column.type !== 'string' || others.length > 0) return null;
  if (now === null && usesClock(condition, columns)) return null;
  return {
    column: column.name,
    op: 'meets',
    condition: expressionToKql(condition),
    holds: (value) => resultOf(condition, columns, { value, now, known: new Map() }) === true,
  };
}

const usesClock = (node: ExpressionNode, columns: ScanColumns): boolean =>
  partsOf(node).some((part) => {
    if (part.kind === 'call') return functionNamed(part.function).usesClock === true;
    const column = part.kind === 'column' ? columns.get(part.name) : undefined;
    return column !== undefined && 'expression' in column && usesClock(column.expression, column.before);
  });

/** One evaluation: the value of the scan's column, the clock, and what was computed so far. */
interface Evaluation {
  readonly value: Value;
  readonly now: Instant | null;
  readonly known: Map<ScanColumn, Value>;
}

function resultOf(node: ExpressionNode, columns: ScanColumns, evaluation: Evaluation): Value {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'column') return valueOfColumn(columns.get(node.name)!, evaluation);
  const literals = node.arguments.map(
    (argument): ExpressionNode => ({
      kind: 'literal',
      value: resultOf(argument, columns, evaluation),
      type: argument.type,
    }),
  );
  return foldedValue({ ...node, arguments: literals }, evaluation.now)!;
}

function valueOfColumn(column: ScanColumn, evaluation: Evaluation): Value {
  if ('from' in column) return evaluation.value;
  const known = evaluation.known.get(column);
  if (known !== undefined) return known;
  const value = resultOf(column.expression, column.before, evaluation);
  evaluation.known.set(column, value);
  return value;
}
