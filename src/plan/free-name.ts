import type { PlanNode } from './node.js';
import { stepsOf } from './walk.js';

/** What makes a name that no column of a plan has, as a column hides what is named outside: the name itself, or with `_` behind it. */
export function freeNames(plan: PlanNode): (name: string) => string {
  const taken = new Set(stepsOf([plan]).flatMap(({ columns }) => columns.map(({ name }) => name)));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_`) : name);
  return free;
}
