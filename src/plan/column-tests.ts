import type { Instant } from '../records/instant.js';
import type { ColumnTest } from '../records/scan.js';
import type { KqlType, Value } from '../records/value.js';
import type { ExpressionNode } from './expression.js';
import { foldedValue } from './fold.js';
import { shiftInstant } from './functions/instant-range.js';

type Call = Extract<ExpressionNode, { kind: 'call' }>;
type Names = ReadonlyMap<string, string>;
type OrderTest = '<' | '<=' | '>' | '>=';

const mirrored: { readonly [Op in OrderTest]: OrderTest } = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The tests that every row meets for which a condition is true. `names` gives the scan's column for a name; `now` is null when it is not known. */
export function testsOfCondition(
  condition: ExpressionNode,
  names: Names,
  now: Instant | null,
): readonly ColumnTest[] {
  if (condition.kind !== 'call') return [];
  const { function: name, arguments: operands } = condition;
  const [left, right] = operands as readonly [ExpressionNode, ExpressionNode];
  switch (name) {
    case 'and':
      return [...testsOfCondition(left, names, now), ...testsOfCondition(right, names, now)];
    case '==':
    case '!=':
      return (
        textTest(name, scanned(left, 'string', names), foldedValue(right, now)) ??
        textTest(name, scanned(right, 'string', names), foldedValue(left, now)) ??
        []
      );
    case 'in':
      return membershipTest(condition, names, now);
    case 'isnotempty':
      return filledTest(scanned(left, left.type, names));
    case 'isnotnull':
      return left.type === 'string' || left.type === 'dynamic'
        ? []
        : filledTest(scanned(left, left.type, names));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (
        timeTest(scanned(left, 'datetime', names), name, foldedValue(right, now)) ??
        timeTest(scanned(right, 'datetime', names), mirrored[name], foldedValue(left, now)) ??
        []
      );
    case 'between':
      return rangeTests(condition, names, now);
    default:
      return [];
  }
}

/** The scan's column that an expression is, when it is nothing more and has the type. */
const scanned = (node: ExpressionNode, type: KqlType, names: Names): string | undefined =>
  node.kind === 'column' && node.type === type ? names.get(node.name) : undefined;

// A missing cell is the empty text, and fails every test of the scan; so nothing that the empty text meets can be tested there.

function textTest(
  op: '==' | '!=',
  column: string | undefined,
  value: Value | undefined,
): readonly ColumnTest[] | null {
  if (column === undefined || typeof value !== 'string') return null;
  if (op === '==') return value === '' ? [] : [{ column, op, value }];
  return value === '' ? [{ column, op: 'isnotempty' }] : [];
}

function membershipTest(
  { arguments: [left, ...list] }: Call,
  names: Names,
  now: Instant | null,
): readonly ColumnTest[] {
  const column = scanned(left!, 'string', names);
  const folded = list.map((each) => foldedValue(each, now));
  const values = list.length === 1 && Array.isArray(folded[0]) ? (folded[0] as readonly Value[]) : folded;
  if (column === undefined || !values.every((value) => typeof value === 'string' && value !== '')) return [];
  return [{ column, op: 'in', values: values as readonly string[] }];
}

const filledTest = (column: string | undefined): readonly ColumnTest[] =>
  column === undefined ? [] : [{ column, op: 'isnotempty' }];

function timeTest(
  column: string | undefined,
  op: OrderTest,
  value: Value | undefined,
): readonly ColumnTest[] | null {
  if (column === undefined || value === undefined || value === null) return null;
  return [{ column, op, value: value as Instant }];
}

function rangeTests(
  { arguments: [left, low, high] }: Call,
  names: Names,
  now: Instant | null,
): readonly ColumnTest[] {
  const column = scanned(left!, 'datetime', names);
  const from = foldedValue(low!, now);
  const end = foldedValue(high!, now);
  const to =
    high!.type === 'timespan' && from !== undefined && from !== null && end !== undefined && end !== null
      ? shiftInstant(from as Instant, end as number | bigint)
      : high!.type === 'datetime'
        ? end
        : undefined;
  // between is inclusive at both ends.
  return [...(timeTest(column, '>=', from) ?? []), ...(timeTest(column, '<=', to) ?? [])];
}
