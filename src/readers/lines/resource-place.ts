import type { ReadCell } from '../csv/cell-cache.js';
import { isKeyVaultResource } from '../kinds/event-fields.js';
import { resourceColumns, resourceParts } from '../kinds/resource-id.js';
import type { EventCells } from './event-cells.js';
import type { EventPlace } from './event-places.js';
import type { LineWalker } from './line-walker.js';
import { nothing, text } from './value-kinds.js';

/** How many resources are kept in mind. */
const limit = 10_000;

/** The place of the resource id, whose parts have columns of their own. */
export class ResourcePlace implements EventPlace {
  readonly field = 'resourceId';

  private readonly parts: readonly {
    readonly name: (typeof resourceColumns)[number];
    readonly index: number;
  }[];
  /** The cells of each resource, one a part; null when it is none of ours. */
  private readonly resources = new Map<string, readonly ReadCell[] | null>();
  private isKnown = false;

  constructor(
    private readonly walker: LineWalker,
    private readonly cells: EventCells,
    /** The index of a requested column; -1 when it is not asked for. */
    indexOf: (column: string) => number,
  ) {
    this.parts = resourceColumns
      .map((name) => ({ name, index: indexOf(name) }))
      .filter(({ index }) => index >= 0);
  }

  take(value: number): boolean {
    const { bytes, kinds, from, to } = this.walker;
    if (kinds[value] === nothing) return true;
    if (kinds[value] !== text || !this.isKnown) return false;
    const cells = this.resource(bytes.toString(undefined, from[value], to[value]));
    if (cells === null) return false;
    for (let i = 0; i < cells.length; i++) this.cells.derive(this.parts[i]!.index, cells[i]!);
    return true;
  }

  learn(value: number): number {
    if (this.walker.kinds[value] !== nothing) this.isKnown = true;
    return 0;
  }

  private resource(id: string): readonly ReadCell[] | null {
    const known = this.resources.get(id);
    if (known !== undefined) return known;
    const parts = resourceParts(id);
    const cells = isKeyVaultResource(id)
      ? this.parts.map(({ name, index }) => this.cells.columns[index]!.derived(parts[name]))
      : null;
    if (this.resources.size === limit) this.resources.clear();
    this.resources.set(id, cells);
    return cells;
  }
}
