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
  private readonly always: readonly number[];
  private readonly tested: readonly number[];
  private readonly read: Value[];
  private readonly once: OnceKeys;

  constructor(
    private readonly emitter: RecordEmitter,
    /** The leading tests of the emitter's scan. */
    private readonly leading: LeadingTests,
    private readonly source: CellSource,
  ) {
    this.always = [...emitter.request.columns.keys()].slice(0, emitter.request.always);
    this.tested = [...leading.columns.keys()];
    this.once = new OnceKeys(leading);
    this.read = emitter.request.columns.map(({ type }) => missing(type));
  }

  /** Emits the record at hand; does nothing, and says false, when a cell that has to be read is no value of its column. */
  emit(line: number): boolean {
    const { emitter, read } = this;
    if (!this.readCells(this.always)) return false;
    const met = this.met();
    const left = met === 0 ? 0 : this.once.left(met, this.cell);
    const others = this.leading.read(met);
    if (left !== 0 && !this.readCells(others)) return false;
    emitter.see(line, this.values);
    if (left === 0) return true;
    this.once.passed(left);
    const row = emitter.row();
    for (let i = 0; i < others.length; i++) row[others[i]! + 1] = read[others[i]!]!;
    emitter.push(row);
    return true;
  }

  private readonly values: Values = (index) => this.read[index]!;

  private readCells(indexes: readonly number[]): boolean {
    for (let i = 0; i < indexes.length; i++) {
      const index = indexes[i]!;
      const { value } = this.source.cell(index);
      if (value === undefined) return false;
      this.read[index] = value;
    }
    return true;
  }

  /** The alternatives whose tests the record meets. */
  private met(): Alternatives {
    const { tested, source } = this;
    let met = this.leading.all;
    for (let i = 0; i < tested.length && met !== 0; i++) met &= source.left(tested[i]!);
    return met;
  }

  private readonly cell = (index: number): ReadCell => this.source.cell(index);
}
