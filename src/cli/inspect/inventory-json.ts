import { formatInstant, type Instant } from '../../records/instant.js';
import { engine } from '../../reports/engine.js';
import { inputObject } from '../../reports/input-json.js';
import { jsonLines, jsonObject } from '../../reports/json-chunks.js';
import { troubleObject } from '../../reports/trouble-json.js';
import type { ColumnCheck } from './column-check.js';
import { daysOf, gapsOf } from './gaps.js';
import type { Inventory, Tally } from './inventory.js';
import { byCount } from './order.js';

/** An inventory as one JSON object, the same bytes for the same inputs, in chunks. */
export function inventoryJson(inventory: Inventory, { present, missing }: ColumnCheck): Generator<string> {
  const { scan, all, vaults, operations, others } = inventory;
  return jsonObject([
    ['engine', [JSON.stringify(engine)]],
    ['inputs', jsonLines(scan.inputs.map((input) => ({ ...inputObject(input), columns: input.columns })))],
    ['records', [JSON.stringify({ ...tallyObject(all), otherServices: others })]],
    ['vaults', jsonLines(byCount([...vaults].map(([name, tally]) => ({ name, ...tallyObject(tally) }))))],
    ['operations', jsonLines(byCount([...operations].map(([name, records]) => ({ name, records }))))],
    ['columnsPresent', jsonLines(present)],
    ['columnsMissing', jsonLines(missing)],
    [
      'gaps',
      jsonLines(gapsOf(all.days).map(({ from, to, days }) => ({ from: day(from), to: day(to), days }))),
    ],
    ['troubles', jsonLines(scan.troubles.map(troubleObject))],
  ]);
}

const time = (at: Instant | null) => (at === null ? null : formatInstant(at));
const day = (at: Instant) => formatInstant(at).slice(0, 10);

const tallyObject = ({ records, earliest, latest, days }: Tally) => ({
  records,
  earliest: time(earliest),
  latest: time(latest),
  daysWithoutRecords: daysOf(gapsOf(days)),
});
