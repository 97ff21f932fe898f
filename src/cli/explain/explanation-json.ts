import type { Explanation } from '../../engine/explain.js';
import type { Detection } from '../../findings/detection.js';
import { clockObject } from '../../reports/clock-json.js';
import { engine } from '../../reports/engine.js';
import { inputObject } from '../../reports/input-json.js';
import { jsonLines, jsonObject } from '../../reports/json-chunks.js';
import { troubleObject } from '../../reports/trouble-json.js';
import { columnTestText } from './column-test-text.js';
import { conclusion } from './conclusion.js';
import { countedSteps } from './steps.js';

/** An explanation as one JSON object, in chunks. */
export function explanationJson({ id, plan }: Detection, explanation: Explanation): Generator<string> {
  const { clock, scan, request, rows, missing } = explanation;
  return jsonObject([
    ['engine', [JSON.stringify(engine)]],
    ['clock', [JSON.stringify(clockObject(clock))]],
    ['inputs', jsonLines(scan.inputs.map(inputObject))],
    ['troubles', jsonLines(scan.troubles.map(troubleObject))],
    ['detection', [JSON.stringify(id)]],
    ['columns', [JSON.stringify(request.columns.map(({ name }) => name))]],
    ['wanted', jsonLines(request.wanted.map((tests) => tests.map(columnTestText)))],
    ['once', [JSON.stringify(request.once ?? null)]],
    ['steps', jsonLines(countedSteps(plan, rows))],
    ['columnsMissing', [JSON.stringify(missing)]],
    ['conclusion', [JSON.stringify(conclusion(plan, rows))]],
  ]);
}
