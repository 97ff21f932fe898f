import { days, type Instant } from '../../records/instant.js';
import type { Row } from '../../records/row.js';
import type { RecordSink, ScanReport, ScanRequest } from '../../records/scan.js';

/** What a scan must give to an inventory. */
export const inventoryRequest: ScanRequest = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'ResourceProvider', type: 'string' },
    { name: 'Resource', type: 'string' },
    { name: 'OperationName', type: 'string' },
  ],
  always: 4,
  wanted: [],
};

/** How often something was seen, when, and on which days, counted from 2020-01-01. */
export interface Tally {
  readonly records: number;
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
  readonly days: ReadonlySet<number>;
}

/** What inputs hold. */
export interface Inventory {
  readonly scan: ScanReport;
  readonly all: Tally;
  /** By name, as the logs write it. */
  readonly vaults: ReadonlyMap<string, Tally>;
  readonly operations: ReadonlyMap<string, number>;
  /** Records of services other than Key Vault. */
  readonly others: number;
}

/** Counts the records of a scan that asks for `inventoryRequest`. */
export class InventoryTaker implements RecordSink {
  private readonly all = emptyTally();
  private readonly vaults = new Map<string, MutableTally>();
  private readonly operations = new Map<string, number>();
  private others = 0;

  seen([, time, provider, vault, operation]: Row): void {
    if (isOther(provider as string)) {
      this.others += 1;
      return;
    }
    this.operations.set(operation as string, (this.operations.get(operation as string) ?? 0) + 1);
    const tally = this.vaults.get(vault as string) ?? emptyTally();
    this.vaults.set(vault as string, tally);
    count(this.all, time as Instant | null);
    count(tally, time as Instant | null);
  }

  push(): void {}

  /** What was counted. */
  inventory(scan: ScanReport): Inventory {
    const { all, vaults, operations, others } = this;
    return { scan, all, vaults, operations, others };
  }
}

const isOther = (provider: string) => provider !== '' && provider.toUpperCase() !== 'MICROSOFT.KEYVAULT';

interface MutableTally {
  records: number;
  earliest: Instant | null;
  latest: Instant | null;
  readonly days: Set<number>;
}

const emptyTally = (): MutableTally => ({ records: 0, earliest: null, latest: null, days: new Set() });

const ticksOfDay = Number(days(1));

function count(tally: MutableTally, time: Instant | null): void {
  tally.records += 1;
  if (time === null) return;
  if (tally.earliest === null || time < tally.earliest) tally.earliest = time;
  if (tally.latest === null || time > tally.latest) tally.latest = time;
  tally.days.add(Math.floor(Number(time) / ticksOfDay));
}
