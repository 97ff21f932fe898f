import type { Shape } from '../reader.js';
import { isObject, type Json, type Outline } from './json-outline.js';
import { failure, queryAnswer } from './query-answer.js';
import type { Recognition } from './recognition.js';
import { rowKind } from './row-kind.js';
import { type ObjectSample, objectSample, type Sample } from './sample.js';

/** Finds the shape and row kind of an input by the JSON at its beginning. */
export function recogniseJson(outline: Outline): Recognition {
  const layout = layoutOf(outline);
  if ('reason' in layout) return layout;
  const verdict = rowKind(layout.sample);
  return 'reason' in verdict ? verdict : { shape: layout.shape, kind: verdict.kind };
}

type Layout = { readonly shape: Shape; readonly sample: Sample } | { readonly reason: string };

function layoutOf({ values, end }: Outline): Layout {
  const [first] = values;
  if (first === undefined) return { reason: 'JSON that breaks off where it begins' };
  const answer = queryAnswer(first);
  if (answer !== null) return answer;
  const documents: readonly Json[] = Array.isArray(first) ? first : values;
  // Where the text was cut, the last record may lack half its names.
  const whole = (records: readonly Json[]) =>
    objectSample(end === 'end' || records.length === 1 ? records : records.slice(0, -1));
  const envelope = envelopes.find(({ name }) => membersOf(documents[0], name) !== null);
  if (envelope !== undefined) {
    const sample = whole(documents.flatMap((document) => membersOf(document, envelope.name) ?? []));
    return { shape: envelope.shape(sample, documents), sample };
  }
  if (Array.isArray(first)) return shaped(whole(first), 'array');
  if (!isObject(first)) return { reason: 'JSON without records' };
  const error = first.get('error') ?? first.get('Error');
  if (isObject(error) || typeof error === 'string') return { reason: failure(error) };
  return shaped(whole(values), values.length === 1 && end === 'end' ? 'object' : 'lines');
}

/** Objects whose only purpose is the array of records in them. A file may hold many, one after the other or in an array. */
const envelopes: readonly {
  readonly name: string;
  readonly shape: (sample: ObjectSample, documents: readonly Json[]) => Shape;
}[] = [
  {
    name: 'records',
    shape: ({ names }) => (names.has('TimeGenerated') ? 'data-export-hub' : 'audit-records'),
  },
  {
    name: 'value',
    // Windows PowerShell wraps arrays so, and counts them.
    shape: (sample, [first]) =>
      (isObject(first) && first.has('Count')) || isText(sample, textOrNull) ? 'powershell-json' : 'value',
  },
  { name: 'Results', shape: () => 'powershell-json' },
];

/** The records in an envelope; null when the document is none. */
function membersOf(document: Json | undefined, name: string): readonly Json[] | null {
  const members = isObject(document) ? document.get(name) : undefined;
  return Array.isArray(members) ? members : null;
}

/** How records without envelope stand in a file: in one array, alone, or one after the other. */
type Arrangement = 'array' | 'object' | 'lines';

const shaped = (sample: ObjectSample, arrangement: Arrangement): Layout => ({
  shape: signs.find(({ fits }) => fits(sample))!.shapes[arrangement],
  sample,
});

/** What tells shapes of records without envelope apart, the surest sign first. */
const signs: readonly {
  readonly fits: (sample: ObjectSample) => boolean;
  readonly shapes: Readonly<Record<Arrangement, Shape>>;
}[] = [
  {
    fits: ({ names }) => names.has('time') && !names.has('TimeGenerated'),
    shapes: { array: 'audit-array', object: 'audit-object', lines: 'audit-lines' },
  },
  { fits: ({ zoned }) => zoned, shapes: inAll('portal-json') },
  { fits: (sample) => sample.names.has('TableName') && isText(sample, text), shapes: inAll('az-cli') },
  {
    fits: ({ names }) => names.has('_Internal_WorkspaceResourceId'),
    shapes: { array: 'row-array', object: 'data-export', lines: 'data-export' },
  },
  {
    fits: (sample) => isText(sample, textOrNull),
    shapes: { array: 'powershell-json', object: 'powershell-json', lines: 'row-lines' },
  },
  { fits: () => true, shapes: { array: 'row-array', object: 'row-object', lines: 'row-lines' } },
];

function inAll(shape: Shape): Readonly<Record<Arrangement, Shape>> {
  return { array: shape, object: shape, lines: shape };
}

const text = (value: Json): boolean => typeof value === 'string';
const textOrNull = (value: Json): boolean => typeof value === 'string' || value === null;

/** Whether there are records and all their values fit. */
const isText = ({ records }: Sample, fits: (value: Json) => boolean): boolean =>
  records.length > 0 && records.every((record) => [...record.values()].every(fits));
