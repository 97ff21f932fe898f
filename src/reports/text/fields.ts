import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** A name and what it stands for. */
export type Field = readonly [name: string, text: string];

const nameWidth = 8;

/** Short facts below each other, their texts aligned. */
export function* fieldLines(fields: readonly Field[], { width }: TextStyle): Generator<string> {
  for (const [name, text] of fields)
    yield* flow([name.padEnd(nameWidth), text], { first: 0, rest: nameWidth + 1, width });
}
