import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { companionsApart } from '../../src/triage/companions.js';
import { familyCompanions, withFamilies } from '../../src/triage/families.js';
import { at, type Record, replayed } from '../support/replayed.js';

const read = (file: string) => readFileSync(new URL(`../fixtures/faults/${file}`, import.meta.url), 'utf8');

interface FaultCase {
  readonly id: string;
  readonly file: string;
  readonly now: string;
  readonly published: { readonly detection: string };
  readonly wanted: { readonly detection: string };
}

const { cases } = JSON.parse(read('expected.json')) as { cases: readonly FaultCase[] };

const confirmed = 'confirmed';
const principals = 'different principals';

/** What each published row of a fault is told, in the order of its table. */
const told: { readonly [id: string]: readonly string[] } = {
  F01: ['no step from closed to open'],
  F03: [confirmed],
  F05: [],
  F07: [confirmed],
  F09: [],
  F11: [principals],
  F13: [
    ...[confirmed, principals, principals],
    ...[principals, confirmed, principals],
    ...[principals, principals, confirmed],
  ],
  F15: ['one and the same record'],
  F17: [],
  F19: [],
  F21: ['answered 403'],
  F23: [],
};

test.each(
  cases.map((each) => [each.id, each] as const),
)('of %s each published row is confirmed, or says why it is not', async (id, {
  file,
  now,
  published,
  wanted,
}) => {
  const pair = [published.detection, wanted.detection].map(
    (name) => detections.find((one) => one.id === name)!,
  );
  const records = read(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record);
  const companions = familyCompanions(pair);
  const ran = await replayed([...pair, ...companions], records, { now: at(now) });
  const { result, tables } = companionsApart(ran, companions);
  const { findings } = withFamilies(result, tables);
  const rows = findings.filter(({ detection }) => detection === published.detection);
  expect(
    rows.map(({ confirmedBy, unconfirmed }) => (confirmedBy === undefined ? unconfirmed : confirmed)),
  ).toEqual(told[id]);
  const byHardened = findings.flatMap(({ confirms = [] }) => confirms);
  expect(new Set(byHardened)).toEqual(
    new Set(rows.flatMap((row) => (row.confirmedBy === undefined ? [] : [row.id]))),
  );
});
