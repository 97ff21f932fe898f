import type { ReplayResult, ResultTable } from '../findings/finding.js';
import { jsonCell } from '../records/value-text.js';
import type { Triaged } from '../triage/triaged.js';
import { allowedJson } from './allowed-json.js';
import { clockObject } from './clock-json.js';
import { configurationObject } from './configuration-json.js';
import { engine } from './engine.js';
import { findingObject } from './finding-json.js';
import { inputObject } from './input-json.js';
import { jsonLines, jsonList, jsonObject } from './json-chunks.js';
import { pivotsJson } from './pivots-json.js';
import { scheduleObject } from './schedule-json.js';
import { troubleObject } from './trouble-json.js';

/** The JSON report: one object, the same bytes for the same result, in chunks. */
export function jsonReport(result: Triaged): Generator<string> {
  const { clock, scan, troubles, tables, skipped, findings, pivots, configuration, allowed } = result;
  return jsonObject([
    ['engine', [JSON.stringify(engine)]],
    ['clock', [JSON.stringify(clockObject(clock))]],
    ...(result.schedule === undefined
      ? []
      : [['schedule', [JSON.stringify(scheduleObject(result.schedule))]] as const]),
    ['inputs', jsonLines(scan.inputs.map(inputObject))],
    ['troubles', jsonLines(troubles.map(troubleObject))],
    ['tables', jsonList('  ', tables.map(tableJson))],
    ['skipped', jsonLines(skipped.map(({ detection, reason, columns }) => ({ detection, reason, columns })))],
    ['findings', jsonLines(findingObjects(findings))],
    ...(configuration === undefined
      ? []
      : [['configuration', [JSON.stringify(configurationObject(configuration))]] as const]),
    ...(allowed === undefined ? [] : [['allowed', allowedJson(allowed, result.allowedFindings)] as const]),
    ...(pivots === undefined ? [] : [['pivots', pivotsJson(pivots)] as const]),
  ]);
}

function* findingObjects(findings: ReplayResult['findings']) {
  for (const finding of findings) yield findingObject(finding);
}

function* tableJson({ name, columns, rows }: ResultTable): Generator<string> {
  yield `{\n      "name": ${JSON.stringify(name)},\n`;
  yield `      "columns": ${JSON.stringify(columns.map(({ name, type }) => ({ name, type })))},\n      "rows": `;
  yield* jsonList('      ', rowLines(columns, rows));
  yield '\n    }';
}

function* rowLines(columns: ResultTable['columns'], rows: ResultTable['rows']): Generator<[string]> {
  for (const [, ...values] of rows)
    yield [JSON.stringify(columns.map(({ type }, index) => jsonCell(values[index]!, type)))];
}
