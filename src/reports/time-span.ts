import type { Instant } from '../records/instant.js';

/** The first and last of some instants. */
export interface TimeSpan {
  readonly first: Instant;
  readonly last: Instant;
}

/** The span that instants cover, unknown ones left aside; null when there is none. */
export function spanOf(instants: Iterable<Instant | null>): TimeSpan | null {
  let span: { first: Instant; last: Instant } | null = null;
  for (const at of instants) {
    if (at === null) continue;
    span ??= { first: at, last: at };
    if (at < span.first) span.first = at;
    if (at > span.last) span.last = at;
  }
  return span;
}

/** Which times the findings of a replay were limited to: later than `from`, up to `to`; what is absent limits nothing. */
export interface FindingSpan {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}
