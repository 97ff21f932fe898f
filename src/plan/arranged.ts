import type { PlanNode, SortKey } from './node.js';

/** The keys by which the rows of a step come in order, no two of them equal in all; null when that is not known. */
export function arrangedBy(node: PlanNode): readonly SortKey[] | null {
  switch (node.kind) {
    case 'merge':
      return node.keys;
    case 'where':
      return arrangedBy(node.input);
    case 'scan-rows':
      return sameKeys(arrangedBy(node.input), node.keys) ? node.keys : null;
    case 'extend':
    case 'project': {
      const made = node.kind === 'extend' ? node.added : node.projected;
      const kept = (name: string) => {
        const column = made.find((each) => each.name === name);
        if (column === undefined) return node.kind === 'extend';
        return column.expression.kind === 'column' && column.expression.name === name;
      };
      return stillArrangedBy(arrangedBy(node.input), kept);
    }
    case 'join': {
      // One that gives rows of its left side alone gives them as they come.
      if (node.flavor !== 'leftsemi' && node.flavor !== 'leftanti') return null;
      const kept = (name: string) =>
        node.columns.some((column) => column.name === name && column.from === name);
      return stillArrangedBy(arrangedBy(node.left), kept);
    }
    default:
      return null;
  }
}

/** The keys of an order, if all of them are columns that are kept as they are; else null. */
const stillArrangedBy = (keys: readonly SortKey[] | null, kept: (name: string) => boolean) =>
  keys?.every(({ expression }) => expression.kind === 'column' && kept(expression.name)) === true
    ? keys
    : null;

/** Whether each row of a step is made of one record alone. */
export function seesRecordsAlone(node: PlanNode): boolean {
  switch (node.kind) {
    case 'scan':
      return true;
    case 'where':
    case 'extend':
    case 'project':
    case 'project-rename':
    case 'project-away':
    case 'project-reorder':
      return seesRecordsAlone(node.input);
    default:
      return false;
  }
}

/** Whether two lists of keys give one order. */
export const sameKeys = (a: readonly SortKey[] | null, b: readonly SortKey[]): boolean =>
  a !== null && a.length === b.length && a.every((key, i) => sameKey(key, b[i]!));

/** Whether an order leaves no two rows of a step equal: it is that in which they come, or its reverse. */
export function isTotal(input: PlanNode, keys: readonly SortKey[]): boolean {
  const arranged = arrangedBy(input);
  return sameKeys(arranged, keys) || sameKeys(arranged, keys.map(reversedKey));
}

/** A key that gives the opposite order. */
export const reversedKey = ({ expression, order, nulls }: SortKey): SortKey => ({
  expression,
  order: order === 'asc' ? 'desc' : 'asc',
  nulls: nulls === 'first' ? 'last' : 'first',
});

const sameKey = (a: SortKey, b: SortKey) =>
  a.order === b.order &&
  a.nulls === b.nulls &&
  a.expression.kind === 'column' &&
  b.expression.kind === 'column' &&
  a.expression.name === b.expression.name;
