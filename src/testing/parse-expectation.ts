import type { Detection } from '../findings/detection.js';
import type { Instant } from '../records/instant.js';
import { fault } from '../yaml/fault.js';
import { anyMapOf, countOf, entryOf, valueAt, wrong } from '../yaml/reading.js';
import type { YamlMap, YamlNode } from '../yaml/yaml-node.js';
import { type Expectation, type ExpectedRow, expectedRow, type RowCount } from './expectation.js';
import { plainObject } from './plain-object.js';
import type { Refusals } from './refusals.js';
import { timeForms } from './test-time.js';

/** Reads what a test expects, from its keys `fires`, `exactly`, `atLeast` and `quiet`; `now` is null when only its records say it. Throws a UsageError with the place of what is wrong. */
export function parseExpectation(map: YamlMap, detection: Detection, now: Instant | null): Expectation {
  const fires = valueAt(map, 'fires');
  const quiet = valueAt(map, 'quiet');
  if (fires === null && quiet === null)
    throw fault(map.at, 'the test expects nothing: write `fires:` or `quiet: true`');
  if (quiet !== null) {
    for (const key of ['fires', 'exactly', 'atLeast'])
      if (valueAt(map, key) !== null) throw fault(quiet.at, `a quiet test has no ${key}`);
    if (quiet.kind !== 'scalar' || quiet.value !== true)
      throw wrong(quiet, 'true; what is to be found stands under `fires:`');
    return { kind: 'quiet' };
  }
  const rows = expectedRows(fires!, detection, now);
  return { kind: 'fires', rows, count: countIn(map, rows.length) };
}

function expectedRows(fires: YamlNode, { plan }: Detection, now: Instant | null): readonly ExpectedRow[] {
  if (fires.kind === 'scalar') {
    if (fires.value !== true) throw wrong(fires, 'true, a row, or a list of rows');
    return [];
  }
  const items = fires.kind === 'list' ? fires.items : [fires];
  if (items.length === 0) throw fault(fires.at, 'lists no row: write `quiet: true` when none is expected');
  return items.map((item) => {
    const row = anyMapOf(item);
    if (row.entries.length === 0)
      throw fault(row.at, 'names no column: write `fires: true` when any row will do');
    const refuse: Refusals<string> = {
      field: (column, message) => fault(entryOf(row, column)!.keyAt, message),
      value(column, wanted) {
        const hint = now === null && wanted === timeForms ? '; one by the clock needs a `now`' : '';
        return fault(entryOf(row, column)!.value.at, `takes ${wanted}${hint}`);
      },
    };
    return expectedRow(plainObject(row), plan.columns, now, refuse);
  });
}

function countIn(map: YamlMap, written: number): RowCount {
  const exactly = valueAt(map, 'exactly');
  const atLeast = valueAt(map, 'atLeast');
  if (exactly !== null && atLeast !== null)
    throw fault(atLeast.at, 'a test has exactly or atLeast, not both');
  const node = exactly ?? atLeast;
  if (node === null) return written === 0 ? { atLeast: 1 } : { exactly: written };
  const count = countOf(node, 1);
  if (count < written) throw fault(node.at, `is less than the ${written} rows that are written out`);
  return exactly === null ? { atLeast: count } : { exactly: count };
}
