import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** A name and what it stands for. */
export type Field = readonly [name: string, text: string];

/** Short facts below each other, their texts aligned. */
export function* fieldLines(fields: readonly Field[], { width }: TextStyle): Generator<string> {
  const longest = Math.max(...fields.map(([name]) => name.length));
  for (const [name, text] of fields)
    yield* flow([`${name.padEnd(longest)} `, text], { first: 0, rest: longest + 2, width });
}
