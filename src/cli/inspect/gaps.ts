import { days, type Instant, later, parseIso } from '../../records/instant.js';

/** Days in a row without a record, the first and the last included. */
export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
  readonly days: number;
}

const dayZero = parseIso('2020-01-01T00:00:00Z')!;
const dayAt = (day: number) => later(dayZero, days(day));

/** The gaps between days that have records, in order; days are counted from 2020-01-01. */
export function gapsOf(present: ReadonlySet<number>): readonly Gap[] {
  const sorted = [...present].sort((a, b) => a - b);
  return sorted.slice(1).flatMap((day, i) => {
    const before = sorted[i]!;
    const missing = day - before - 1;
    return missing === 0 ? [] : [{ from: dayAt(before + 1), to: dayAt(day - 1), days: missing }];
  });
}

/** How many days gaps have together. */
export const daysOf = (gaps: readonly Gap[]): number => gaps.reduce((sum, gap) => sum + gap.days, 0);
