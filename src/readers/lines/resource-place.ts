import { CellCache, type ReadCell } from '../csv/cell-cache.js';
import { isKeyVaultResource } from '../kinds/event-fields.js';
import { resourceColumns, resourceParts } from '../kinds/resource-id.js';
import type { EventCells } from './event-cells.js';
import type { EventPlace } from './event-places.js';
import type { LineWalker } from './line-walker.js';
import { nothing, text } from './value-kinds.js';

/** How many resources are kept in mind. */
const limit = 10_000;
/** The ids of resources that are looked up by their bytes, in words of four bytes. */
const longestId = 48;

/** The place of the resource id, whose parts have columns of their own. */
export class ResourcePlace implements EventPlace {
  readonly field = 'resourceId';

  private readonly parts: readonly {
    readonly name: (typeof resourceColumns)[number];
    readonly index: number;
  }[];
  /** The cells of resources, one a part; null for those that are none of ours. */
  private resources: (readonly ReadCell[] | null)[] = [];
  /** The places of resources among them, by their ids. */
  private readonly places = new Map<string, number>();
  private ids: CellCache;
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
    this.ids = this.cacheOfIds();
  }

  take(value: number): boolean {
    const { bytes, words, kinds, from, to } = this.walker;
    if (kinds[value] === nothing) return true;
    if (kinds[value] !== text || !this.isKnown) return false;
    // First the id, as a new one may make all others forgotten.
    const place = this.ids.cell(bytes, words, from[value]!, to[value]!).note;
    const cells = this.resources[place]!;
    if (cells === null) return false;
    for (let i = 0; i < cells.length; i++) this.cells.derive(this.parts[i]!.index, cells[i]!);
    return true;
  }

  learn(value: number): number {
    if (this.walker.kinds[value] !== nothing) this.isKnown = true;
    return 0;
  }

  private cacheOfIds(): CellCache {
    return new CellCache((raw) => this.place(raw as string), Number, longestId);
  }

  /** The place of a resource among those that are known. */
  private place(id: string): number {
    const known = this.places.get(id);
    if (known !== undefined) return known;
    const parts = resourceParts(id);
    const cells = isKeyVaultResource(id)
      ? this.parts.map(({ name, index }) => this.cells.columns[index]!.derived(parts[name]))
      : null;
    if (this.places.size === limit) {
      this.places.clear();
      this.resources = [];
      this.ids = this.cacheOfIds();
    }
    this.places.set(id, this.resources.length);
    return this.resources.push(cells) - 1;
  }
}
