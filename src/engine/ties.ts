import { placesOf } from '../records/origin.js';
import type { RecordPlace, Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import type { Troubles } from '../records/trouble.js';

const examplesKept = 5;

/** Collects the rows that one detection chose where Log Analytics may choose others. */
export class Ties {
  private readonly examples: { readonly column: string; readonly place: RecordPlace | undefined }[] = [];
  private count = 0;

  constructor(private readonly detection: string) {}

  /** Takes a row that was chosen among several with the same value of a column. */
  add(column: string, [origin]: Row): void {
    this.count += 1;
    if (this.examples.length < examplesKept) this.examples.push({ column, place: placesOf(origin)[0] });
  }

  report({ inputs }: ScanReport, troubles: Troubles): void {
    for (const [index, { column, place }] of this.examples.entries())
      troubles.addMany('arg-max-tie', index === 0 ? this.count : 0, {
        path: place === undefined ? '' : inputs[place.input]!.path,
        line: place?.line ?? null,
        detail: `${this.detection} chose this record among several with the same ${column}`,
      });
  }
}
