import { type Instant, minutes } from '../../records/instant.js';
import { IsoBytes } from './iso-bytes.js';
import { ShownBytes } from './shown-bytes.js';
import type { TimeColumn } from './time-column.js';

const quote = 34;
/** Clocks change at a quarter of an hour. */
const quarterHour = minutes(15) as number;

/** Reads times of one column out of bytes: what its reader makes of their text, where that has nothing to decide or to report. */
export class TimeBytes {
  private readonly iso = new IsoBytes();
  private readonly dates = new ShownBytes();
  private shown = 0;
  private isShown = false;
  /** The quarter of an hour that was shown last, and what the instants in it are ahead of what is shown. */
  private quarter = Number.NaN;
  private ahead = 0;

  constructor(private readonly column: TimeColumn) {}

  /** Whether a plain time stands between two places, with or without quotes; then it is the time at hand. */
  shows(bytes: DataView, from: number, to: number): boolean {
    const quotes = bytes.getUint8(from) === quote && to - from > 2 ? 1 : 0;
    const iso = this.iso.read(bytes, from + quotes, to - quotes);
    this.isShown = iso === null;
    const shown = iso ?? this.dates.read(bytes, from + quotes, to - quotes, this.column.decidedOrder);
    if (shown === null) return false;
    this.shown = shown as number;
    return true;
  }

  /** The time at hand. */
  instant(): Instant {
    const { shown } = this;
    if (!this.isShown) return shown as unknown as Instant;
    const quarter = Math.floor(shown / quarterHour);
    if (quarter !== this.quarter) {
      this.ahead = (this.column.inZone(shown as unknown as Instant) as number) - shown;
      this.quarter = quarter;
    }
    return (shown + this.ahead) as unknown as Instant;
  }
}
