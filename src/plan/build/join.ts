import type { Column } from '../../records/schema.js';
import type { JoinedColumn, JoinKind, PlanNode } from '../node.js';
import { columnNamed, freeName } from './columns.js';

/** A pair of columns that must be equal. */
export interface JoinKey {
  readonly left: string;
  readonly right: string;
}

/** The rows of two inputs whose keys are equal, as the kind of join pairs them. */
export function join(left: PlanNode, flavor: JoinKind, right: PlanNode, on: readonly JoinKey[]): PlanNode {
  if (on.length === 0) throw new Error('join: it needs at least one key');
  for (const key of on) checkKey(left, right, key);
  return Object.freeze({
    kind: 'join',
    flavor,
    left,
    right,
    on,
    columns: joinedColumns(left, flavor, right),
  });
}

/** The rows of the left with the columns that the right has for their keys, missing where it has none. */
export function lookup(left: PlanNode, right: PlanNode, on: readonly JoinKey[]): PlanNode {
  const joined = join(left, 'leftouter', right, on) as Extract<PlanNode, { kind: 'join' }>;
  const isKey = ({ side, from }: JoinedColumn) => side === 'right' && on.some((key) => key.right === from);
  return Object.freeze({
    ...joined,
    isLookup: true,
    columns: joined.columns.filter((column) => !isKey(column)),
  });
}

const numbers: readonly string[] = ['int', 'long', 'real'];

function checkKey(left: PlanNode, right: PlanNode, key: JoinKey): void {
  const one = columnNamed('join, left side', left.columns, key.left);
  const other = columnNamed('join, right side', right.columns, key.right);
  const alike =
    one.type === other.type ||
    (key.left !== key.right && numbers.includes(one.type) && numbers.includes(other.type));
  if (!alike)
    throw new Error(
      `join: ${key.left} is ${one.type} on the left and ${key.right} ${other.type} on the right`,
    );
  if (one.type === 'dynamic') throw new Error(`join: the key ${key.left} is dynamic`);
}

function joinedColumns(left: PlanNode, flavor: JoinKind, right: PlanNode): readonly JoinedColumn[] {
  const lefts = left.columns.map((column) => joined('left', column));
  const rights = right.columns.map((column) => joined('right', column));
  switch (flavor) {
    case 'leftsemi':
    case 'leftanti':
      return lefts;
    case 'rightsemi':
    case 'rightanti':
      return rights;
    default: {
      // All names stand before the first is changed: beside `c` and `c1` a second `c` becomes `c2`.
      const leftNames = new Set(lefts.map(({ name }) => name));
      const taken = new Set([...leftNames, ...rights.map(({ name }) => name)]);
      return [
        ...lefts,
        ...rights.map((column) =>
          leftNames.has(column.name) ? { ...column, name: freeName(column.name, taken) } : column,
        ),
      ];
    }
  }
}

const joined = (side: 'left' | 'right', { name, type }: Column): JoinedColumn => ({
  name,
  type,
  side,
  from: name,
});
