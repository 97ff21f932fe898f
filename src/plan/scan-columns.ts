import { days } from '../records/instant.js';
import type { OnceColumn } from '../records/scan.js';
import type { Column } from '../records/schema.js';
import type { ExpressionNode } from './expression.js';
import type { NamedExpression, PlanNode } from './node.js';
import { columnsIn } from './walk.js';

/** What a column of a step is to the scan below it: a column of the scan, or computed of columns that stood before. */
export type ScanColumn =
  | { readonly from: Column }
  | { readonly expression: ExpressionNode; readonly before: ScanColumns };

/** The columns of a step each of whose rows is one record, by name. */
export type ScanColumns = ReadonlyMap<string, ScanColumn>;

export const columnsOfScan = (node: Extract<PlanNode, { kind: 'scan' }>): ScanColumns =>
  new Map(node.columns.map((column) => [column.name, { from: column }]));

/** The columns after a step each of whose rows is one row of its input, all of them or some; null for other steps. */
export function columnsAfter(node: PlanNode, before: ScanColumns): ScanColumns | null {
  switch (node.kind) {
    case 'where':
    case 'sort':
    case 'project-away':
    case 'project-reorder':
      return before;
    case 'extend':
      return new Map([...before, ...named(node.added, before)]);
    case 'project':
      return new Map(named(node.projected, before));
    case 'project-rename': {
      const after = new Map(before);
      for (const { from } of node.renamed) after.delete(from);
      for (const { name, from } of node.renamed) after.set(name, before.get(from)!);
      return after;
    }
    default:
      return null;
  }
}

const named = (expressions: readonly NamedExpression[], before: ScanColumns) =>
  expressions.map(
    ({ name, expression }) =>
      [
        name,
        (expression.kind === 'column' && before.get(expression.name)) || { expression, before },
      ] as const,
  );

/** The names of the scan's columns by the names of those that are nothing more. */
export const plainNames = (columns: ScanColumns): ReadonlyMap<string, string> =>
  new Map(
    [...columns].flatMap(([name, column]) => ('from' in column ? [[name, column.from.name] as const] : [])),
  );

/** What of the scan decides an expression: columns, or the days of a time; null where that differs for every record. */
export function onceColumns(expression: ExpressionNode, columns: ScanColumns): readonly OnceColumn[] | null {
  const found = new Map<string, OnceColumn>();
  const seen = new Set<ScanColumn>();
  const visit = (node: ExpressionNode, at: ScanColumns): boolean => {
    const day = dayOf(node, at);
    if (day !== null) {
      found.set(`${day} by day`, { column: day, every: ticksPerDay });
      return true;
    }
    if (node.kind === 'literal') return true;
    if (node.kind === 'call') return node.arguments.every((argument) => visit(argument, at));
    const column = at.get(node.name);
    if (column === undefined) return false;
    if (seen.has(column)) return true;
    seen.add(column);
    if (!('from' in column)) return visit(column.expression, column.before);
    found.set(column.from.name, column.from.name);
    return column.from.type !== 'datetime';
  };
  return visit(expression, columns) ? [...found.values()] : null;
}

const ticksPerDay = Number(days(1));

/** The datetime column of whose values an expression takes the day; null for other expressions. */
function dayOf(node: ExpressionNode, columns: ScanColumns): string | null {
  if (node.kind !== 'call' || node.function !== 'startofday' || node.arguments.length !== 1) return null;
  const [time] = node.arguments;
  const column = time?.kind === 'column' ? columns.get(time.name) : undefined;
  return column !== undefined && 'from' in column ? column.from.name : null;
}

/** The scan's columns that an expression reads, each once. */
export function scanColumnsIn(expression: ExpressionNode, columns: ScanColumns): ReadonlySet<Column> {
  const found = new Set<Column>();
  const seen = new Set<ScanColumn>();
  const visit = (node: ExpressionNode, at: ScanColumns) => {
    for (const name of columnsIn(node)) {
      const column = at.get(name);
      if (column === undefined || seen.has(column)) continue;
      seen.add(column);
      if ('from' in column) found.add(column.from);
      else visit(column.expression, column.before);
    }
  };
  visit(expression, columns);
  return found;
}
