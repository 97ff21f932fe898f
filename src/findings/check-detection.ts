import { suggestion } from '../records/nearest.js';
import { type Detection, severities } from './detection.js';

type Fields = { readonly [name: string]: unknown };

const idForm = /^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)*$/i;
const entityNames = ['account', 'ip', 'vault', 'subscription', 'resourceGroup', 'application'];

/** What keeps a value that somebody's module gives from being a detection, in words; null when it is one. */
export function faultOfDetection(value: unknown): string | null {
  if (!isFields(value)) return 'it is no detection: write `export default detection({ ... })`';
  if (!isFields(value['plan']))
    return 'query' in value
      ? 'it is not made into a detection: write `detection({ ... })` around it'
      : 'it has no plan: write `export default detection({ ..., query })`';
  const [first] = faultsOf(value as unknown as Detection & Fields);
  return first ?? null;
}

/** Whether a text can be the id of a detection: words with `/` between folders, none of which leads upwards. */
export const isDetectionId = (id: string): boolean => id.length <= 100 && idForm.test(id);

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function* faultsOf(detection: Detection & Fields): Generator<string> {
  const { id, plan, time, entities, summary } = detection;
  if (!isText(id) || !isDetectionId(id))
    yield 'its id must be words of letters, digits, - and _, with / between folders: my/detection';
  for (const field of ['title', 'description'])
    if (typeof detection[field] !== 'string') yield `its ${field} must be text`;
  if (!severities.includes(detection.severity)) yield `its severity must be one of: ${severities.join(', ')}`;
  for (const field of ['tactics', 'techniques', 'notes']) {
    const list = detection[field];
    if (!Array.isArray(list) || !list.every(isText)) yield `its ${field} must be a list of texts`;
  }
  if (!isFields(detection.source) || !isText(detection.source.title)) yield 'its source must have a title';
  if (typeof summary !== 'function') yield 'its summary must be a function of a row';
  if (!Array.isArray(plan.columns)) {
    yield 'its plan has no columns: give it a query';
    return;
  }
  const names = plan.columns.map(({ name }) => name);
  yield* scheduleFaults(detection['schedule']);
  const column = plan.columns.find(({ name }) => name === time);
  if (column === undefined)
    yield `its time ${JSON.stringify(time)} is no column of the result.${suggestion(String(time), names)}`;
  else if (column.type !== 'datetime') yield `its time ${time} is a ${column.type}, not a datetime`;
  if (!isFields(entities)) yield 'its entities must be columns by what they name';
  else
    for (const [entity, name] of Object.entries(entities as Fields)) {
      if (!entityNames.includes(entity))
        yield `there is no entity ${entity}.${suggestion(entity, entityNames)}`;
      if (!names.includes(name as string))
        yield `its ${entity} ${JSON.stringify(name)} is no column of the result.${suggestion(String(name), names)}`;
    }
}

function* scheduleFaults(schedule: unknown): Generator<string> {
  if (schedule === undefined) return;
  for (const name of ['frequency', 'period']) {
    const length = isFields(schedule) ? schedule[name] : undefined;
    if ((typeof length !== 'number' && typeof length !== 'bigint') || length <= 0)
      yield `the ${name} of its schedule must be a length of time: duration('01:00:00')`;
  }
}
