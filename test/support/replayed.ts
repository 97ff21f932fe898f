import { type ReplayOptions, replay } from '../../src/engine/replay.js';
import type { Detection } from '../../src/findings/detection.js';
import type { ReplayResult } from '../../src/findings/finding.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { type Instant, parseIso } from '../../src/records/instant.js';
import type { Value } from '../../src/records/value.js';
import { jsonCell } from '../../src/records/value-text.js';

/** A record as a test writes it. */
export type Record = { readonly [column: string]: unknown };

/** An instant from ISO text. */
export const at = (text: string): Instant => {
  const instant = parseIso(text);
  if (instant === null) throw new Error(`${text} is no time`);
  return instant;
};

/** Replays detections over records at hand. */
export const replayed = (
  detections: readonly Detection[],
  records: readonly Record[],
  options: ReplayOptions = {},
): Promise<ReplayResult> => replay(detections, recordsOf(records), options);

/** The rows of a detection's table in the JSON form of a report, in their order. */
export function cellsOf(result: ReplayResult, detection: string): (string | number | boolean | null)[][] {
  const table = result.tables.find(({ name }) => name === detection);
  if (table === undefined) throw new Error(`${detection} gave no table`);
  return table.rows.map(([, ...values]) =>
    values.map((value, i) => jsonCell(value as Value, table.columns[i]!.type)),
  );
}
