import { replay } from '../../src/engine/replay.js';
import type { Detection } from '../../src/findings/detection.js';
import { settledColumns } from '../../src/plan/settled-columns.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { type Duration, type Instant, parseIso } from '../../src/records/instant.js';
import { placesOf } from '../../src/records/origin.js';
import type { Row } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';
import { compareValues } from '../../src/records/value-order.js';
import type { Record } from './replayed.js';

/** A finding of a scheduled replay: the values of its row, and when it was raised. */
export interface RaisedByHand {
  readonly values: readonly Value[];
  readonly raisedAt: Instant;
}

/** What a schedule raises, by running each detection anew at every step over the records that it sees then. */
export async function raisedByHand(
  detections: readonly Detection[],
  records: readonly Record[],
  {
    frequency,
    period,
    now,
  }: { readonly frequency: Duration; readonly period: Duration; readonly now: Instant },
): Promise<ReadonlyMap<string, readonly RaisedByHand[]>> {
  const timed = records.flatMap((record) => {
    const time = parseIso(String(record['TimeGenerated']));
    return time === null ? [] : [{ record, time: Number(time) }];
  });
  const raised = new Map(detections.map(({ id }) => [id, new Map<string, RaisedByHand[]>()]));
  const first = Math.floor(Math.min(...timed.map(({ time }) => time)) / Number(frequency)) + 1;
  const last = Math.floor(Number(now) / Number(frequency)) + 1;
  for (let step = first; step <= last; step++) {
    const at = step * Number(frequency);
    const seen = timed.filter(({ time }) => time >= at - Number(period) && time < at);
    if (seen.length === 0) continue;
    const source = recordsOf(seen.map(({ record }) => record));
    const { tables } = await replay(detections, source, { now: at as unknown as Instant });
    for (const { name, rows } of tables)
      raise(raised.get(name)!, detections.find(({ id }) => id === name)!, rows, at as unknown as Instant);
  }
  return new Map([...raised].map(([id, findings]) => [id, [...findings.values()].flat()]));
}

function raise(
  raised: Map<string, RaisedByHand[]>,
  { plan, time, entities }: Detection,
  rows: readonly Row[],
  at: Instant,
): void {
  const names = plan.columns.map(({ name }) => name);
  const same = new Set([time, ...Object.values(entities), ...settledColumns(plan)]);
  const found = rows.filter(([origin]) => placesOf(origin).length > 0).map(([, ...values]) => values);
  // Equal rows are one finding.
  const standing = [...new Map(found.map((values) => [textOf(values), values])).values()];
  const compare = comparing([names.indexOf(time), ...names.keys()]);
  const identityOf = (values: readonly Value[]) => textOf(values.filter((_, i) => same.has(names[i]!)));
  for (const identity of new Set(standing.map(identityOf))) {
    const known = raised.get(identity) ?? [];
    const came = standing.filter((values) => identityOf(values) === identity);
    // A finding is the row that it was, as long as that stands.
    const gone = known.filter(({ values }) => {
      const again = came.findIndex((one) => compare(one, values) === 0);
      if (again >= 0) came.splice(again, 1);
      return again < 0;
    });
    gone.sort((a, b) => compare(a.values, b.values));
    came.sort(compare);
    const replaced = new Map(gone.map((finding, i) => [finding, came[i] ?? finding.values]));
    raised.set(identity, [
      ...known.map((finding) => ({ ...finding, values: replaced.get(finding) ?? finding.values })),
      ...came.slice(gone.length).map((values) => ({ values, raisedAt: at })),
    ]);
  }
}

const comparing =
  (columns: readonly number[]) =>
  (a: readonly Value[], b: readonly Value[]): number => {
    for (const column of columns) {
      const order = compareValues(a[column] as Value, b[column] as Value);
      if (order !== 0) return order;
    }
    return 0;
  };

/** Values as a text that tells them apart. */
export const textOf = (values: readonly Value[]): string =>
  JSON.stringify(values, (_, cell) =>
    typeof cell === 'bigint' || Number.isNaN(cell) ? `${typeof cell} ${cell}` : cell,
  );
