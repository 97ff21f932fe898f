import { days, formatInstant, type Instant } from '../records/instant.js';
import { integer } from '../records/integer.js';
import type { Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import type { Troubles } from '../records/trouble.js';
import { compareText } from '../records/value-order.js';
import { type Observer, type ObserverEntry, timeSlot } from './observer.js';

/** Whole UTC days without a record that are worth a word: a weekend is not. */
const daysOfSilence = 3;
/** Days with records that a vault must have before its silence means anything. */
const daysOfActivity = 7;
/** The share of the remaining days on which it must have records: five of seven are too few. */
const shareOfActivity = 0.85;
/** How many pairs of a vault and a day are remembered; the observer gives up on more and tells nothing. */
const pairsRemembered = 500_000;

/**
 * Notices vaults that have records on nearly every day, and then none for three whole days in a row or longer while other vaults do:
 * between two records, before the first or after the last.
 */
export const silentVaults: ObserverEntry = {
  name: 'silent-vaults',
  columns: [
    { name: 'ResourceType', type: 'string' },
    { name: 'Resource', type: 'string' },
  ],
  start: (slotOf) => new SilentVaults(slotOf('ResourceType'), slotOf('Resource')),
};

/** A UTC day, as a count of days since the epoch of instants. */
type Day = number;
const ticksPerDay = Number(days(1));

class SilentVaults implements Observer {
  private readonly activity = new Map<string, Set<Day>>();
  private pairs = 0;

  constructor(
    private readonly typeSlot: number,
    private readonly vaultSlot: number,
  ) {}

  seen(row: Row): void {
    const time = row[timeSlot] as Instant | null;
    const vault = row[this.vaultSlot] as string;
    if (time === null || vault === '' || row[this.typeSlot] !== 'VAULTS') return;
    this.add(vault, Math.floor(Number(time) / ticksPerDay));
  }

  partial(): ReadonlyMap<string, ReadonlySet<Day>> {
    return this.activity;
  }

  merge(partial: unknown): void {
    for (const [vault, active] of partial as ReturnType<SilentVaults['partial']>)
      for (const day of active) this.add(vault, day);
  }

  private add(vault: string, day: Day): void {
    let active = this.activity.get(vault);
    if (active === undefined) {
      if (this.pairs > pairsRemembered) return;
      active = new Set();
      this.activity.set(vault, active);
    }
    const { size } = active;
    this.pairs += active.add(day).size - size;
  }

  report(_: ScanReport, troubles: Troubles): void {
    if (this.pairs > pairsRemembered) return;
    const range = wholeDays(this.activity.values());
    const vaults = [...this.activity].sort(([a], [b]) => compareText(a, b));
    for (const [vault, active] of vaults) {
      const silence = longestSilence(range, active);
      const others = range.length - silence.length;
      const busy = range.filter((day) => active.has(day)).length;
      if (silence.length < daysOfSilence || busy < daysOfActivity || busy < shareOfActivity * others)
        continue;
      const span = `from ${dateText(silence[0]!)} to ${dateText(silence.at(-1)!)}`;
      troubles.add(
        'silent-vault',
        '',
        null,
        `${vault} has no records ${span}, and some on ${busy} of ${others} other days`,
      );
    }
  }
}

/** The days on which any vault has records, in order, but the first and the last: the records may begin and end within those. */
function wholeDays(activity: Iterable<ReadonlySet<Day>>): readonly Day[] {
  const all = new Set<Day>();
  for (const active of activity) for (const day of active) all.add(day);
  return [...all].sort((a, b) => a - b).slice(1, -1);
}

/** The longest run of successive days on which a vault has no records. */
function longestSilence(range: readonly Day[], active: ReadonlySet<Day>): readonly Day[] {
  let longest: readonly Day[] = [];
  let run: Day[] = [];
  for (const day of range) {
    if (active.has(day) || run.at(-1) !== day - 1) run = [];
    if (!active.has(day)) run.push(day);
    if (run.length > longest.length) longest = run.slice();
  }
  return longest;
}

const dateText = (day: Day) =>
  formatInstant(integer(BigInt(day) * BigInt(ticksPerDay)) as Instant).slice(0, 10);
