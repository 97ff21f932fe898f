import type {} from 'vitest';
import { fires, returnsRows, staysQuiet } from './assertions.js';
import { ReplayedRecords, type WrittenRow } from './replay-records.js';

/** What a matcher of vitest answers. */
interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Matchers for what `replayRecords` gives: `expect.extend(matchers)`. */
export const matchers: {
  readonly toFire: (received: unknown, row?: WrittenRow) => Answer;
  readonly toStayQuiet: (received: unknown) => Answer;
  readonly toReturnRows: (received: unknown, rows: readonly WrittenRow[]) => Answer;
} = {
  toFire: (received, row) => answer(fires(resultOf(received), row), received, 'fire like that'),
  toStayQuiet: (received) => answer(staysQuiet(resultOf(received)), received, 'stay quiet'),
  toReturnRows: (received, rows) =>
    answer(returnsRows(resultOf(received), rows), received, 'return these rows alone'),
};

function answer(failure: string | null, received: unknown, wanted: string): Answer {
  const message = failure ?? `${resultOf(received).detection.id}: expected not to ${wanted}, and it did`;
  return { pass: failure === null, message: () => message };
}

function resultOf(received: unknown): ReplayedRecords {
  if (received instanceof ReplayedRecords) return received;
  throw new TypeError('expect() needs what `await replayRecords(detection, records)` gives');
}

interface DetectionMatchers {
  /** The detection gave a row with these values, other rows aside; any row when none is given. */
  toFire(row?: WrittenRow): void;
  /** The detection gave no row. */
  toStayQuiet(): void;
  /** The detection gave these rows and no others, in any order; each by some or all of its columns. */
  toReturnRows(rows: readonly WrittenRow[]): void;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends DetectionMatchers {}
}
