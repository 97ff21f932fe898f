import { days, type Instant, instantOf } from '../../records/instant.js';

/** Instants so near that with any time of day added they are plain numbers. */
const near = days(10_000);

/** The instant at which a date begins; null when there is no such date, or it lies so far away that its times are no plain numbers. */
export function midnightOf(year: number, month: number, day: number): number | null {
  const midnight: Instant | null = instantOf(
    { year, month, day, hour: 0, minute: 0, second: 0, fraction: 0 },
    0,
  );
  return typeof midnight !== 'number' || Math.abs(midnight) > near ? null : midnight;
}
