import { formatInstant, type Instant } from '../records/instant.js';
import { type Pivot, type Pivots, pivotKinds } from '../triage/pivots.js';
import { jsonList } from './json-chunks.js';

/** Pivots as a JSON object in chunks, one a line below their kind. */
export function* pivotsJson(pivots: Pivots): Generator<string> {
  let separator = '{\n';
  for (const kind of pivotKinds) {
    yield `${separator}    ${JSON.stringify(kind)}: `;
    yield* jsonList('    ', jsonOf(pivots[kind]));
    separator = ',\n';
  }
  yield '\n  }';
}

function* jsonOf(pivots: readonly Pivot[]): Generator<[string]> {
  for (const { value, findings, severity, first, last } of pivots)
    yield [JSON.stringify({ value, findings, severity, first: timeJson(first), last: timeJson(last) })];
}

const timeJson = (at: Instant | null) => (at === null ? null : formatInstant(at));
