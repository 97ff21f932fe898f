import type { Instant } from '../../records/instant.js';
import type { Zone } from '../../records/zoned-time.js';
import type { TimeReader } from '../cell.js';
import { NoPart } from '../parts/no-part.js';
import { type DateOrder, readIsoTime, readShownTime, type ShownTime } from './time-text.js';

const unset = readShownTime('1/1/1970 00:00')!.dmy;

/** Reads the times of one column, in which day and month may stand in either order; decides the order once. */
export class TimeColumn {
  /** Null until a value or a look through the column decides; `none` when nothing did. */
  private order: DateOrder | 'none' | null;
  private contradicted = false;
  private zone: Zone | null = null;

  constructor(
    private readonly name: string,
    /** Gives the zone of times that do not say their own; called at the first such time. */
    private readonly findZone: () => Zone,
    /** Whether the epoch stands for a missing value. */
    private readonly hasUnset: boolean,
    /** The order where no value decides it. */
    private readonly orderWhereOpen: DateOrder | null,
    /** Takes what the user should know of the column's order. */
    private readonly report: (detail: string) => void,
    /** Orders by column where only a part of the values is at hand; null where all are. */
    private readonly orders: Map<string, DateOrder> | null,
  ) {
    this.order = orders?.get(name) ?? null;
  }

  readonly read: TimeReader = (cell) => {
    const text = cell.trim();
    const iso = readIsoTime(text);
    if (iso !== null) return iso.zoned ? iso.at : this.inZone(iso.at);
    const shown = readShownTime(text);
    if (shown === null) return undefined;
    if (this.isUnset(shown)) return null;
    const at = this.choose(shown);
    return at === null || at === undefined ? at : this.inZone(at);
  };

  /** The order in which dates are read; null where it was not decided, or cannot be. */
  get decidedOrder(): DateOrder | null {
    return this.order === 'none' ? null : this.order;
  }

  /** Whether only other values of the column can tell day from month in this text. */
  waits(text: string): boolean {
    if (this.order !== null) return false;
    const shown = readShownTime(text);
    return shown !== null && isOpen(shown);
  }

  /** Decides by the raw cells of the whole column, of which no more are taken than it needs. */
  async settle(cells: AsyncIterable<unknown>): Promise<void> {
    if (this.orders !== null) throw new NoPart();
    let open = 0;
    let portal = true;
    for await (const cell of cells) {
      const shown = typeof cell === 'string' ? readShownTime(cell) : null;
      if (shown === null) continue;
      this.order ??= orderOf(shown);
      if (this.order !== null) return;
      if (!isOpen(shown)) continue;
      open += 1;
      portal &&= shown.portal;
    }
    this.order = this.orderOfOpen(open, portal);
  }

  private choose(shown: ShownTime): Instant | null | undefined {
    if (shown.dmy === shown.mdy) return shown.dmy;
    this.order ??= this.decided(shown) ?? this.orderOfOpen(1, shown.portal);
    if (this.order === 'none') return null;
    const at = shown[this.order];
    if (at !== null) return at;
    if (!this.contradicted)
      this.report(
        `${this.name}: some dates can only be read day first, others only month first; ${this.order} is kept`,
      );
    this.contradicted = true;
    return undefined;
  }

  /** The order that a value decides for its column; null when it does not. */
  private decided(shown: ShownTime): DateOrder | null {
    const order = orderOf(shown);
    if (order !== null) this.orders?.set(this.name, order);
    return order;
  }

  private orderOfOpen(open: number, portal: boolean): DateOrder | 'none' {
    if (this.orders !== null) throw new NoPart();
    if (this.orderWhereOpen !== null) return this.orderWhereOpen;
    this.report(
      `${this.name}: none of ${open} dates tells day from month; ${portal ? 'they are read month first, as the portal writes them' : 'they are left empty'}; say --date-order dmy|mdy`,
    );
    return portal ? 'mdy' : 'none';
  }

  private isUnset(shown: ShownTime): boolean {
    return this.hasUnset && shown.dmy === unset && shown.mdy === unset;
  }

  /** The instant at which the clocks of the column's zone show a time; undefined when there is none. */
  inZone(shown: Instant): Instant | undefined {
    this.zone ??= this.findZone();
    return this.zone(shown) ?? undefined;
  }
}

/** The order that a date alone decides: the only one in which it is a date. */
export const orderOf = ({ dmy, mdy }: ShownTime): DateOrder | null =>
  dmy === null ? 'mdy' : mdy === null ? 'dmy' : null;

/** Whether a date is one thing day first and another month first. */
const isOpen = ({ dmy, mdy }: ShownTime): boolean => dmy !== null && mdy !== null && dmy !== mdy;
