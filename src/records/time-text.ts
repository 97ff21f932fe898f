import { formatInstant, type Instant } from './instant.js';

/** How much of an instant is shown: a day, a second, or a second with this many fraction digits. */
export type Precision = 'day' | 'second' | 'millisecond' | 'tick';

const shownLength: { readonly [precision in Precision]: number } = {
  day: 10,
  second: 19,
  millisecond: 23,
  tick: 27,
};

/** An instant for people, UTC, cut to a precision: `2026-03-11 08:15:30Z`, a day as `2026-03-11`. */
export function timeText(at: Instant, precision: Precision): string {
  const text = formatInstant(at).slice(0, shownLength[precision]).replace('T', ' ');
  return precision === 'day' ? text : `${text}Z`;
}

/** An instant for people, UTC, with as many fraction digits as it has. */
export const exactTimeText = (at: Instant): string =>
  `${timeText(at, 'tick')
    .slice(0, -1)
    .replace(/\.?0{1,7}$/, '')}Z`;

/** The least precision from seconds on that keeps different instants apart. */
export function precisionOf(instants: readonly Instant[]): Precision {
  const different = new Set(instants).size;
  const apart = (precision: Precision) =>
    new Set(instants.map((at) => timeText(at, precision))).size === different;
  return (['second', 'millisecond'] as const).find(apart) ?? 'tick';
}
