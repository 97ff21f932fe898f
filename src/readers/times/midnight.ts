import { days, type Instant, instantOf } from '../../records/instant.js';

/** Instants so near that with any time of day added they are plain numbers. The epoch of 1970 is not among them. */
const near = days(10_000);

/** The beginning of a day; null where it lies so far away that its times are no plain numbers. */
export const nearMidnight = (at: Instant | null): number | null =>
  typeof at === 'number' && Math.abs(at) <= (near as number) ? at : null;

/** The instant at which a date begins; null when there is no such date, or it lies so far away that its times are no plain numbers. */
export const midnightOf = (year: number, month: number, day: number): number | null =>
  nearMidnight(instantOf({ year, month, day, hour: 0, minute: 0, second: 0, fraction: 0 }, 0));
