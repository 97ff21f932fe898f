import { CellCache } from '../csv/cell-cache.js';
import { isAuditCategory, tellingFields } from '../kinds/event-fields.js';
import type { EventCells } from './event-cells.js';
import type { LineWalker } from './line-walker.js';
import { allKinds, nothing, text } from './value-kinds.js';

/** A place in audit events at which values stand. */
export interface EventPlace {
  /** The field of the event; absent for those that have no say in whether it is ours. */
  readonly field?: string;
  /** Takes a value of the line that was walked last; false when its event needs a closer look. */
  take(value: number): boolean;
  /** Learns from such a value of an event that had a closer look; gives the kinds, as bits, of which it then need not take any more. */
  learn(value: number): number;
}

/** A place whose events all need a closer look. */
export const unusualPlace: EventPlace = { take: () => false, learn: () => 0 };

/** A place with a column of its own. */
export class ColumnPlace implements EventPlace {
  /** Whether an event that had a closer look had a value here, so that the column's name is known. */
  private isKnown = false;

  constructor(
    protected readonly walker: LineWalker,
    private readonly cells: EventCells,
    readonly field: string,
    /** The column's index in the request; -1 when it is not asked for. */
    private readonly index: number,
  ) {}

  take(value: number): boolean {
    if (this.walker.kinds[value] === nothing) return true;
    this.cells.set(this.index, value);
    return this.isKnown;
  }

  learn(value: number): number {
    if (this.walker.kinds[value] !== nothing) this.isKnown = true;
    return this.isKnown && this.index < 0 && !tellingFields.has(this.field) ? allKinds : 0;
  }
}

/** The place of the category, which tells whether an event is ours. */
export class CategoryPlace extends ColumnPlace {
  private readonly categories = new CellCache(
    (raw) => raw as string,
    (category) => Number(isAuditCategory(category)),
  );

  override take(value: number): boolean {
    const { bytes, words, kinds, from, to } = this.walker;
    if (kinds[value] !== nothing) {
      if (kinds[value] !== text) return false;
      if (this.categories.cell(bytes, words, from[value]!, to[value]!).note === 0) return false;
    }
    return super.take(value);
  }
}
