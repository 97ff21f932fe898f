import { CellCache } from '../csv/cell-cache.js';
import { isAuditCategory } from '../kinds/event-fields.js';
import type { EventCells } from './event-cells.js';
import type { LineWalker } from './line-walker.js';
import { nothing, text } from './value-kinds.js';

/** A place in audit events at which values stand. */
export interface EventPlace {
  /** The field of the event, where its value has a say in whether the event is ours. */
  readonly field?: string;
  /** Takes a value of the line that was walked last; false when its event needs a closer look. */
  take(value: number): boolean;
  /** Learns from such a value of an event that had a closer look. */
  learn(value: number): void;
}

/** A place whose events all need a closer look. */
export const unusualPlace: EventPlace = { take: () => false, learn() {} };

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

  learn(value: number): void {
    if (this.walker.kinds[value] !== nothing) this.isKnown = true;
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
