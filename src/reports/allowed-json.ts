import { formatInstant } from '../records/instant.js';
import { type AllowEntry, allowConditions } from '../triage/allow-entry.js';
import type { Allowed } from '../triage/allowed.js';
import type { Triaged } from '../triage/triaged.js';
import { findingObject } from './finding-json.js';
import { jsonList } from './json-chunks.js';

/** What allow lists hide as a JSON object in chunks: how much, by which entries, and the findings when they are listed. */
export function* allowedJson(
  { findings, entries }: Allowed,
  shown: Triaged['allowedFindings'],
): Generator<string> {
  yield `{\n    "count": ${findings.length},\n    "entries": `;
  yield* jsonList(
    '    ',
    entries.map(({ entry, active, hides }) => [JSON.stringify({ ...entryObject(entry), active, hides })]),
  );
  if (shown === 'listed') {
    yield ',\n    "findings": ';
    yield* jsonList(
      '    ',
      findings.map((allowed) => {
        const allowedBy = allowed.entries.map(({ at: { path, line } }) => ({ path, line }));
        return [JSON.stringify({ ...findingObject(allowed.finding), allowedBy })];
      }),
    );
  }
  yield '\n  }';
}

const entryObject = ({ at: { path, line }, detection, named, reason, expires }: AllowEntry) => ({
  path,
  line,
  ...(detection !== undefined && { detection }),
  ...Object.fromEntries(
    allowConditions.flatMap((key) => (named[key] === undefined ? [] : [[key, named[key]]])),
  ),
  reason,
  expires: expires === null ? null : formatInstant(expires),
});
