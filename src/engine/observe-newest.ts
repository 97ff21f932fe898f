import { days, type Instant } from '../records/instant.js';
import { subtract } from '../records/integer.js';
import type { RecordPlace, Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import { timeText } from '../records/time-text.js';
import type { Troubles } from '../records/trouble.js';
import { type Observer, type ObserverEntry, timeSlot } from './observer.js';

/** Notices a newest record more than a day after all others: one wrong stamp would set the clock. */
export const newestApart: ObserverEntry = {
  name: 'newest-apart',
  columns: [],
  start: () => new NewestApart(),
};

interface Newest {
  readonly newest: Instant | null;
  readonly before: Instant | null;
  readonly place: RecordPlace | null;
}

class NewestApart implements Observer {
  private newest: Instant | null = null;
  private before: Instant | null = null;
  private place: RecordPlace | null = null;

  seen(row: Row): void {
    const time = row[timeSlot] as Instant | null;
    if (time === null) return;
    if (this.newest === null || time > this.newest) {
      this.before = this.newest;
      this.newest = time;
      this.place = row[0] as RecordPlace;
    } else if (this.before === null || time > this.before) this.before = time;
  }

  partial(): Newest {
    const { newest, before, place } = this;
    return { newest, before, place };
  }

  merge(partial: unknown, shifted: (place: RecordPlace) => RecordPlace): void {
    const { newest, before, place } = partial as Newest;
    if (newest === null) return;
    if (this.newest === null || newest > this.newest) {
      this.before = later(this.newest, before);
      this.newest = newest;
      this.place = shifted(place!);
    } else this.before = later(this.before, newest);
  }

  report({ inputs }: ScanReport, troubles: Troubles): void {
    const { newest, before, place } = this;
    if (newest === null || before === null || place === null) return;
    if (subtract(newest, before) <= (days(1) as number | bigint)) return;
    troubles.add(
      'newest-record-apart',
      inputs[place.input]!.path,
      place.line,
      `the newest record, of ${timeText(newest, 'second')}, sets the clock; the one before it is of ${timeText(before, 'second')}`,
    );
  }
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b > a) ? b : a;
