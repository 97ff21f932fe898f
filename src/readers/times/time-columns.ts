import { utc, type Zone } from '../../records/zoned-time.js';
import type { TimeReader } from '../cell.js';
import type { ReaderOptions } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { TimeBytes } from './time-bytes.js';
import { TimeColumn } from './time-column.js';
import { isLocalTime, zoneNamed } from './time-zone.js';

/**
 * Reads the times of one input whose header may name zones and whose texts may have day and month in either order.
 * Before a record is read, ask `waits` of its datetime cells; where it says so, `settle` the column first.
 */
export class TimeColumns {
  private readonly columns = new Map<string, TimeColumn>();
  private readonly zones = new Map<string, Zone>();

  constructor(
    /** The zone that the header names behind a column, without its brackets. */
    private readonly zoneNames: ReadonlyMap<string, string>,
    private readonly emitter: RecordEmitter,
    private readonly options: ReaderOptions,
  ) {}

  /** The reader of a column's texts, as an emitter takes it. */
  reader(column: string): TimeReader {
    return this.column(column).read;
  }

  /** Reads the times of a column out of bytes, as its reader does where that has nothing to decide or to report. */
  bytes(column: string): TimeBytes {
    return new TimeBytes(this.column(column));
  }

  /** Whether only other values of the column can tell day from month in this raw cell. */
  waits(column: string, raw: unknown): boolean {
    return typeof raw === 'string' && this.column(column).waits(raw);
  }

  /** Decides the order of day and month by the raw cells of the whole column, of which no more are taken than it needs. */
  async settle(column: string, cells: AsyncIterable<unknown>): Promise<void> {
    await this.column(column).settle(cells);
  }

  private column(name: string): TimeColumn {
    let column = this.columns.get(name);
    if (column === undefined) {
      const zoneName = this.zoneNames.get(name);
      column = new TimeColumn(
        name,
        () => (zoneName === undefined ? utc : this.zone(zoneName)),
        // Portal exports of some weeks write the epoch where a datetime is not set.
        zoneName !== undefined && name !== 'TimeGenerated',
        this.options.dateOrder,
        (detail) => this.emitter.trouble('ambiguous-date', null, detail),
        this.options.orders ?? null,
      );
      this.columns.set(name, column);
    }
    return column;
  }

  private zone(name: string): Zone {
    const zone = this.zones.get(name) ?? this.resolve(name);
    this.zones.set(name, zone);
    return zone;
  }

  private resolve(name: string): Zone {
    const { localZone } = this.options;
    const local = isLocalTime(name);
    const zone = (local ? null : zoneNamed(name)) ?? (localZone === null ? null : zoneNamed(localZone));
    if (zone !== null) return zone;
    if (local)
      this.emitter.trouble(
        'local-time-read-as-utc',
        null,
        'the export says Local Time, which names no zone; its times are read as UTC; say --local-zone',
      );
    else
      this.emitter.trouble(
        'unknown-time-zone',
        null,
        `${name} is no zone that is known; its times are read as UTC; say --local-zone`,
      );
    return utc;
  }
}
