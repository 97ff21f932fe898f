import type { KustoFrame } from './kusto-frames.js';

/** A table of an answer, whose rows stand in its own frame or in fragments behind it. */
export interface FramedTable {
  /** Tells it from every other table of the input. */
  readonly key: string;
  readonly isResult: boolean;
  readonly columns: readonly string[];
}

/** Tables and frames that are kept in mind; no answer has so many. */
const limit = 10_000;

/** Gathers in a first reading what the second must know of an answer's frames. */
export class KustoSurvey {
  private readonly tables = new Map<string, FramedTable>();
  /** For each table, the last frame that replaced all rows before it. */
  private readonly replacedAt = new Map<string, number>();
  /** The tables of frames that say behind their rows which it is. */
  private readonly keys = new Map<number, string>();
  private lateFrame = -1;

  /** Hears of a row, with what is known of its frame so far. */
  row(frame: KustoFrame): void {
    if (frame.TableId === null) this.lateFrame = frame.number;
  }

  /** Hears of the end of a frame. */
  end(frame: KustoFrame): void {
    const key = keyOf(frame);
    if (this.lateFrame === frame.number && this.keys.size < limit) this.keys.set(frame.number, key);
    if (this.tables.size >= limit) return;
    if (frame.columns !== null)
      this.tables.set(key, { key, isResult: frame.TableKind === 'PrimaryResult', columns: frame.columns });
    if (frame.TableFragmentType === 'DataReplace') this.replacedAt.set(key, frame.number);
  }

  /** The table of a frame with rows; undefined when no frame describes it. */
  tableOf(frame: KustoFrame): FramedTable | undefined {
    return this.tables.get(this.keys.get(frame.number) ?? keyOf(frame));
  }

  /** Whether the rows of a frame of a table still count at the end. */
  counts(frame: KustoFrame, { key }: FramedTable): boolean {
    return frame.number >= (this.replacedAt.get(key) ?? 0);
  }
}

const keyOf = ({ answer, number, TableId }: KustoFrame): string =>
  `${answer}/${TableId === null ? `frame ${number}` : String(TableId).slice(0, 100)}`;
