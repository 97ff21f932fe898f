import type { PlanNode, UnionColumn } from '../node.js';
import { freeName } from './columns.js';

/** The rows of all inputs, with the columns of all; those of one name and several types become one column a type, `name_type`. */
export function union(inputs: readonly PlanNode[]): PlanNode {
  const all = inputs.flatMap(({ columns }) => columns);
  const types = new Map<string, Set<string>>();
  for (const { name, type } of all) types.set(name, (types.get(name) ?? new Set()).add(type));
  const taken = new Set(types.keys());
  const made = new Map<string, UnionColumn>();
  for (const { name, type } of all) {
    const key = `${type} ${name}`;
    if (made.has(key)) continue;
    const clashes = types.get(name)!.size > 1;
    made.set(key, {
      name: clashes ? freeName(`${name}_${type}`, taken) : name,
      type,
      from: inputs.map(({ columns }) =>
        columns.some((column) => column.name === name && column.type === type) ? name : null,
      ),
    });
  }
  return Object.freeze({ kind: 'union', inputs, columns: [...made.values()] });
}
