import type { InputReport } from '../../records/scan.js';
import type { Troubles } from '../../records/trouble.js';
import type { ExportInput } from '../inputs/export-input.js';
import type { Fingerprint } from '../inputs/fingerprint.js';
import { columnLimit } from '../record-intake.js';
import type { DateOrder } from '../times/time-text.js';
import { NoPart } from './no-part.js';
import type { InputTrouble, PartReport } from './read-part.js';

/** Adds up what the parts of one input held, in their order. */
export class InputTally {
  records = 0;
  rejected = 0;
  leftOut = 0;
  private earliest: PartReport['earliest'] = null;
  private latest: PartReport['latest'] = null;
  private sharedLines = false;
  private readonly columns = new Set<string>();
  private readonly told = new Set<string>();
  private readonly orders = new Map<string, DateOrder>();
  /** How many lines lie between the head and the next part. */
  private linesBehindHead = 0;

  constructor(
    private readonly input: ExportInput,
    private readonly troubles: Troubles,
  ) {}

  /** How many lines and records of the input lie between the head and the next part, whose own count begins at the head. */
  get before(): { readonly lines: number; readonly records: number } {
    return { lines: this.linesBehindHead, records: this.records };
  }

  /** Throws `NoPart` when the part has decided an order of day and month, and one before it another. */
  add(report: PartReport): void {
    for (const [column, order] of report.orders) {
      if ((this.orders.get(column) ?? order) !== order) throw new NoPart();
      this.orders.set(column, order);
    }
    const { lines } = this.before;
    this.tell(report.ofInput);
    this.troubles.merge(
      report.troubles.map(({ kind, count, examples }) => ({
        kind,
        count,
        examples: examples.map(({ path, line, detail }) => ({
          path,
          line: line === null ? null : line + lines,
          detail,
        })),
      })),
    );
    this.records += report.records;
    this.rejected += report.rejected;
    this.leftOut += report.leftOut;
    const { earliest, latest } = report;
    if (earliest !== null && (this.earliest === null || earliest < this.earliest)) this.earliest = earliest;
    if (latest !== null && (this.latest === null || latest > this.latest)) this.latest = latest;
    this.sharedLines ||= report.sharedLines;
    for (const column of report.columns) if (this.columns.size < columnLimit) this.columns.add(column);
    this.linesBehindHead += report.lines;
  }

  report(fingerprint: Fingerprint): InputReport {
    const { records, rejected, earliest, latest, sharedLines, columns } = this;
    const { path, shape } = this.input;
    return {
      path,
      shape,
      ...fingerprint,
      records,
      rejected,
      earliest,
      latest,
      sharedLines,
      columns: [...columns],
    };
  }

  /** Tells troubles of the input that no part before has told. */
  private tell(troubles: readonly InputTrouble[]): void {
    const fresh = troubles.filter(({ kind, detail }) => !this.told.has(`${kind} ${detail}`));
    for (const { kind, path, line, detail } of fresh) {
      this.troubles.add(kind, path, line, detail);
      this.told.add(`${kind} ${detail}`);
    }
  }
}
