import { foreignness } from '../kinds/audit-event.js';
import { columnOfField, repeatedFields } from '../kinds/event-fields.js';
import { flatCell, type Suffix } from '../kinds/flat-suffix.js';
import { FlatField, flatChild, nameLimit } from '../kinds/flatten.js';
import { leadingTests } from '../leading-tests.js';
import type { RecordEmitter } from '../record-emitter.js';
import { CellEmitter } from './cell-emitter.js';
import { EventCells } from './event-cells.js';
import { CategoryPlace, ColumnPlace, type EventPlace, unusualPlace } from './event-places.js';
import { FlatPlace } from './flat-place.js';
import { LineColumn } from './line-column.js';
import { type LineField, LineGraph } from './line-graph.js';
import { LineLearner } from './line-learner.js';
import { type LineScan, leaveLineScan } from './line-scan.js';
import { LineWalker } from './line-walker.js';
import { bodyField, type PlainLines } from './plain-lines.js';
import { ResourcePlace } from './resource-place.js';
import { SuffixCache } from './suffix-cache.js';

/**
 * Flattens raw audit events straight out of the bytes of their lines, as `auditEvent` does.
 * Events that hold anything new are left to others.
 */
export class EventLines implements PlainLines {
  private readonly graph: LineGraph;
  private readonly walker: LineWalker;
  private readonly learner: LineLearner;
  /** What is said of a field is the index of its place. */
  private readonly places: EventPlace[] = [];
  private readonly cells: EventCells;
  private readonly records: CellEmitter;
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly suffixes = new Map<Suffix | null, SuffixCache>();
  private readonly time: LineField | null;
  private readonly operation: LineField | null;

  constructor(
    private readonly emitter: RecordEmitter,
    private readonly scan: LineScan,
  ) {
    const { columns } = emitter.request;
    const leading = leadingTests(emitter.request);
    this.indexes = new Map(columns.map(({ name }, index) => [name, index]));
    this.graph = new LineGraph(scan, (path) => {
      const place = this.place(path);
      return place === null ? -1 : this.places.push(place) - 1;
    });
    this.walker = new LineWalker(scan, this.graph);
    this.learner = new LineLearner(this.graph, (path) => path.length > 1 || !hasColumn(path[0]!));
    this.cells = new EventCells(
      this.walker,
      columns.map(({ name }, index) => new LineColumn(emitter, leading, index, refinement(name))),
    );
    this.records = new CellEmitter(emitter, leading, this.cells);
    this.time = this.graph.field(this.graph.record, 'time');
    this.operation = this.graph.field(this.graph.record, 'operationName');
  }

  open(bytes: Buffer): void {
    this.walker.open(bytes);
  }

  read(from: number, end: number, line: number): boolean {
    const { walker, cells, places } = this;
    if (!walker.walk(from, end) || !(walker.met(this.time) || walker.met(this.operation))) return false;
    cells.begin();
    const { count, abouts } = walker;
    for (let value = 0; value < count; value++)
      if (!places[abouts[value]!]!.take(value)) return this.leaveOut(line);
    return this.records.emit(line);
  }

  learn(from: number, end: number, record: Readonly<Record<string, unknown>>): void {
    if (Object.hasOwn(record, bodyField)) return;
    const { walker } = this;
    this.learner.learn(walker.buffer, from, end);
    // Of events that are not ours no column is known.
    if (foreignness(record) !== null || !walker.walk(from, end)) return;
    for (let value = 0; value < walker.count; value++) {
      const about = walker.abouts[value]!;
      this.graph.leave(about, this.places[about]!.learn(value));
    }
  }

  close(): void {
    leaveLineScan(this.scan);
  }

  /** Leaves out an event that is none of ours; false when it is one. */
  private leaveOut(line: number): boolean {
    const { walker } = this;
    const event: Record<string, unknown> = {};
    for (let value = 0; value < walker.count; value++) {
      const { field } = this.places[walker.abouts[value]!]!;
      if (field !== undefined) event[field] = walker.json(value);
    }
    const reason = foreignness(event);
    if (reason !== null) this.emitter.leaveOut(line, reason);
    return reason !== null;
  }

  /** What to do with the values at a path; null when they go to no column. */
  private place(path: readonly string[]): EventPlace | null {
    const { walker, cells } = this;
    const [name] = path;
    if (name === undefined || repeatedFields.has(name)) return null;
    // The text of an identity may hold an object.
    if (path.length === 1 ? name === 'identity' : hasColumn(name)) return unusualPlace;
    if (name === 'resourceId') return new ResourcePlace(walker, cells, this.indexOf);
    if (name === 'category') return new CategoryPlace(walker, cells, name, this.indexOf('Category'));
    const column = columnOfField.get(name);
    return column === undefined
      ? this.flatPlace(path)
      : new ColumnPlace(walker, cells, name, this.indexOf(column));
  }

  private flatPlace(path: readonly string[]): EventPlace | null {
    // One leading `properties.` is dropped, and no other.
    const names = path[0] === 'properties' && path.length > 1 ? path.slice(1) : path;
    const field = names.reduce(flatChild, new FlatField(''));
    if (field.path.length > nameLimit) return null;
    const texts = this.suffixes.get(field.known) ?? new SuffixCache(field.known);
    this.suffixes.set(field.known, texts);
    return new FlatPlace(this.walker, this.cells, texts, (suffix) => this.indexOf(field.columnName(suffix)));
  }

  private readonly indexOf = (column: string): number => this.indexes.get(column) ?? -1;
}

const hasColumn = (field: string): boolean => field === 'resourceId' || columnOfField.has(field);

/** What a value becomes in a column; where there is none, the event is one of `AzureDiagnostics`. */
function refinement(column: string): (raw: unknown) => unknown {
  if (column === 'Type') return () => 'AzureDiagnostics';
  const suffix = /_([sgdbt])$/.exec(column)?.[1];
  return suffix === undefined ? (raw) => raw : (raw) => flatCell(raw, suffix as Suffix);
}
