import { createHash } from 'node:crypto';
import { KeySpace, keyOf } from '../operators/key.js';
import { inSlot } from '../operators/row-value.js';
import type { RecordPlace, Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import type { Troubles } from '../records/trouble.js';
import { type Observer, type ObserverEntry, timeSlot } from './observer.js';

/** Records that are remembered; with more, every second one is forgotten and only half of those that follow are looked at. */
const recordsRemembered = 32_768;
const examplesKept = 5;
/** A hash has no bits beyond these to choose by. */
const widestMask = 0xff_ffff;

/** What tells a record from others; where it has no correlation id, its `_ItemId` does. */
const told = ['Resource', 'OperationName', 'CorrelationId', 'requestUri_s', 'id_s', 'CallerIPAddress'];

/**
 * Notices records that stand in two inputs: of equal time, vault, operation, request, caller and correlation id or, where that is
 * missing, with equal `_ItemId`. Counts their copies, all but one of each. It remembers hashes of a sample; the copies it counts are
 * certain, others may have escaped it.
 */
export const duplicateRecords: ObserverEntry = {
  name: 'duplicate-records',
  columns: ['_ItemId', ...told].map((name) => ({ name, type: 'string' })),
  start: (slotOf) => new DuplicateRecords(slotOf),
};

interface Remembered {
  readonly place: RecordPlace;
  readonly hash: number;
  copies: number;
  /** The first copy in another input. */
  elsewhere: RecordPlace | null;
}

interface Sample {
  readonly mask: number;
  readonly remembered: ReadonlyMap<string, Readonly<Remembered>>;
}

class DuplicateRecords implements Observer {
  private readonly remembered = new Map<string, Remembered>();
  /** A record belongs to the sample when its hash has none of these bits. */
  private mask = 0;
  private readonly itemSlot: number;
  private readonly correlationSlot: number;
  private readonly keyOf: (row: Row) => unknown;

  constructor(slotOf: (column: string) => number) {
    this.itemSlot = slotOf('_ItemId');
    this.correlationSlot = slotOf('CorrelationId');
    this.keyOf = keyOf([timeSlot, ...told.map(slotOf)].map(inSlot), new KeySpace());
  }

  seen(row: Row): void {
    const identity = this.identityOf(row);
    if (identity === null) return;
    const hash = quickHash(identity);
    if ((hash & this.mask) !== 0) return;
    const place = { ...(row[0] as RecordPlace) };
    const digest = createHash('sha256').update(identity).digest('base64');
    const known = this.remembered.get(digest);
    if (known === undefined) this.remember(digest, { place, hash, copies: 0, elsewhere: null });
    else {
      known.copies += 1;
      if (known.place.input !== place.input) known.elsewhere ??= place;
    }
  }

  partial(): Sample {
    const { mask, remembered } = this;
    return { mask, remembered };
  }

  merge(partial: unknown, shifted: (place: RecordPlace) => RecordPlace): void {
    const { mask, remembered } = partial as Sample;
    this.narrow(mask);
    for (const [digest, { place, hash, copies, elsewhere }] of remembered) {
      if ((hash & this.mask) !== 0) continue;
      const known = this.remembered.get(digest);
      if (known === undefined)
        this.remember(digest, {
          place: shifted(place),
          hash,
          copies,
          elsewhere: elsewhere && shifted(elsewhere),
        });
      else {
        known.copies += copies + 1;
        const other = place.input === known.place.input ? elsewhere : place;
        known.elsewhere ??= other && shifted(other);
      }
    }
  }

  report({ inputs }: ScanReport, troubles: Troubles): void {
    const sample = this.mask === 0 ? '' : `; one record in ${this.mask + 1} was compared`;
    const twice = [...this.remembered.values()].filter(({ elsewhere }) => elsewhere !== null);
    const count = twice.reduce((sum, { copies }) => sum + copies, 0);
    for (const [index, { place, elsewhere }] of twice.slice(0, examplesKept).entries())
      troubles.addMany('duplicate-record', index === 0 ? count : 0, {
        path: inputs[elsewhere!.input]!.path,
        line: elsewhere!.line,
        detail: `stands at ${inputs[place.input]!.path}:${place.line} too${sample}`,
      });
  }

  /** What the record has in common with its copies alone; null when it says too little of itself. */
  private identityOf(row: Row): string | null {
    if (row[timeSlot] !== null && row[this.correlationSlot] !== '') return String(this.keyOf(row));
    return (row[this.itemSlot] as string) || null;
  }

  private remember(digest: string, record: Remembered): void {
    if (this.mask === widestMask) return;
    this.remembered.set(digest, record);
    if (this.remembered.size > recordsRemembered) this.narrow(this.mask * 2 + 1);
  }

  /** Forgets the records that do not belong to a smaller sample. */
  private narrow(mask: number): void {
    if (mask <= this.mask) return;
    this.mask = mask;
    for (const [known, { hash }] of this.remembered)
      if ((hash & this.mask) !== 0) this.remembered.delete(known);
  }
}

/** The upper bits of FNV-1a, only to choose the sample. */
function quickHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 8;
}
