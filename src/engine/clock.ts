import type { Clock } from '../findings/finding.js';
import { usesClock } from '../plan/needs.js';
import type { PlanNode } from '../plan/node.js';
import { type Instant, ticks } from '../records/instant.js';
import type { RecordSink, RecordSource, ScanReport } from '../records/scan.js';
import { timeSlot } from './observer.js';

/** The clock that the newest record of a scan sets. */
export function clockOf({ inputs }: ScanReport): Clock {
  let newest: Instant | null = null;
  for (const { latest } of inputs)
    if (latest !== null && (newest === null || latest > newest)) newest = latest;
  return { now: newest, from: 'newest record' };
}

/** Why a detection that looks at the clock cannot run when no record sets it. */
export const reasonWithoutClock = ({ inputs }: ScanReport): string =>
  inputs.every(({ records }) => records === 0)
    ? 'there was no record to look at'
    : 'no record has a time to set the clock by: say what time it was with --now';

/** A clock before a scan. */
export interface EarlyClock {
  readonly clock: Clock;
  /** Whether it was taken from the ends of the inputs, where the newest record mostly stands, and a later one may lie between. */
  readonly guessed: boolean;
}

/** The clock as far as plans need it, in no way guessed: as given, or set by the newest record when any of them looks at it. Null otherwise. */
export async function certainClock(
  plans: readonly PlanNode[],
  source: RecordSource,
  now: Instant | undefined,
): Promise<Clock | null> {
  if (now !== undefined) return { now, from: 'option' };
  return plans.some(usesClock) ? readClock(source) : null;
}

/** As `certainClock`, but guessed where the source knows what stands at its ends. */
export async function clockBefore(
  plans: readonly PlanNode[],
  source: RecordSource,
  now: Instant | undefined,
): Promise<EarlyClock | null> {
  const isOpen = now === undefined && plans.some(usesClock);
  const newest = (isOpen ? await source.newestAtEnds?.() : null) ?? null;
  if (newest !== null) return { clock: { now: newest, from: 'newest record' }, guessed: true };
  const clock = await certainClock(plans, source, now);
  return clock && { clock, guessed: false };
}

/** Stands for a clock that is not known before a scan, because no plan looks at it. */
export const unknownNow = ticks(0) as unknown as Instant;

/** Reads the times of all records, and nothing else of them, to set the clock by the newest. */
export const readClock = async (source: RecordSource): Promise<Clock> =>
  clockOf(
    await source.scan(
      { columns: [{ name: 'TimeGenerated', type: 'datetime' }], always: 1, wanted: [] },
      { seen() {}, push() {} },
    ),
  );

/** Thrown out of a scan by a record that is later than the clock that was guessed. */
export class LaterRecord extends Error {
  override readonly name = 'LaterRecord';
}

/** The same sink, which gives up at the first record later than a clock. */
export const untilLater = (now: Instant, sink: RecordSink): RecordSink => ({
  seen(row) {
    const time = row[timeSlot] as Instant | null;
    if (time !== null && time > now) throw new LaterRecord();
    sink.seen(row);
  },
  push: (row) => sink.push(row),
});
