import { missing, type Value } from '../../records/value.js';
import type { ReadCell } from '../csv/cell-cache.js';
import type { Alternatives, LeadingTests } from '../leading-tests.js';
import { OnceKeys } from '../once-keys.js';
import type { RecordEmitter, Values } from '../record-emitter.js';

/** The cells of the record at hand, by their indexes among the requested columns. */
export interface CellSource {
  /** A cell. */
  cell(index: number): ReadCell;
  /** What a cell leaves of the leading tests. */
  left(index: number): Alternatives;
}

/** Emits records whose cells are read only as far as the scan asks for them. */
export class CellEmitter {
  private readonly tested: readonly number[];
  private readonly read: Value[];
  private readonly once: OnceKeys;

  constructor(
    private readonly emitter: RecordEmitter,
    /** The leading tests of the emitter's scan. */
    private readonly leading: LeadingTests,
    private readonly source: CellSource,
  ) {
    this.tested = [...leading.columns.keys()];
    this.once = new OnceKeys(leading);
    this.read = emitter.request.columns.map(({ type }) => missing(type));
  }

  /** Emits the record at hand; does nothing, and says false, when a cell that has to be read is no value of its column. */
  emit(line: number): boolean {
    const { emitter, read } = this;
    const { columns, always } = emitter.request;
    if (!this.readCells(0, always)) return false;
    const left = this.left();
    if (left !== 0 && !this.readCells(always, columns.length)) return false;
    emitter.see(line, this.values);
    if (left === 0) return true;
    this.once.passed(left);
    const row = emitter.row();
    for (let index = always; index < columns.length; index++) row[index + 1] = read[index]!;
    emitter.push(row);
    return true;
  }

  private readonly values: Values = (index) => this.read[index]!;

  private readCells(from: number, to: number): boolean {
    for (let index = from; index < to; index++) {
      const { value } = this.source.cell(index);
      if (value === undefined) return false;
      this.read[index] = value;
    }
    return true;
  }

  /** The alternatives that want the record. */
  private left(): Alternatives {
    const { tested, source } = this;
    let met = this.leading.all;
    for (let i = 0; i < tested.length && met !== 0; i++) met &= source.left(tested[i]!);
    return met === 0 ? 0 : this.once.left(met, this.cell);
  }

  private readonly cell = (index: number): ReadCell => this.source.cell(index);
}
