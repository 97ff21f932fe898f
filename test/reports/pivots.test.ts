import { expect, test } from 'vitest';
import { jsonReport } from '../../src/reports/json.js';
import { pivotsJson } from '../../src/reports/pivots-json.js';
import { colourless } from '../../src/reports/text/palette.js';
import { pivotLines } from '../../src/reports/text/pivots.js';
import type { Pivot, Pivots } from '../../src/triage/pivots.js';
import { instant, resultOf } from './replay-result.js';

const none: Pivots = { actors: [], applications: [], addresses: [], vaults: [], items: [] };
const pivot = (value: string, rest: Partial<Pivot> = {}): Pivot => ({
  value,
  findings: 2,
  severity: 'high',
  first: instant('2026-04-20T09:00:00.1234567Z'),
  last: instant('2026-04-21T09:00:00Z'),
  ...rest,
});
const text = (pivots: Pivots, groups: 'folded' | 'all' = 'folded') =>
  [...pivotLines(pivots, { width: 80, palette: colourless, groups })].join('\n');

test('stand by kind in a table, with a list to paste', () => {
  const shown = text({
    ...none,
    actors: [pivot('mal@contoso.com'), pivot('ann', { findings: 1, first: null, last: null })],
    vaults: [pivot('KV1')],
  });
  expect(shown).toBe(`Pivots

Findings  Severity  First                 Last                  Actors
       2  high      2026-04-20 09:00:00Z  2026-04-21 09:00:00Z  mal@contoso.com
       1  high      -                     -                     ann
("mal@contoso.com", "ann")

Findings  Severity  First                 Last                  Vaults
       2  high      2026-04-20 09:00:00Z  2026-04-21 09:00:00Z  KV1
("KV1")`);
});

test('names from a log are text in the list and in the table', () => {
  const shown = text({ ...none, actors: [pivot('a") | evil\u001b[2J')] });
  expect(shown).toContain('Z  a") | evil\\u001b[2J\n');
  expect(shown).toContain('("a\\") | evil\\u001b[2J")');
});

test('long kinds are folded, and whole when that is wanted', () => {
  const actors = Array.from({ length: 12 }, (_, i) => pivot(`user-${i}`));
  expect(text({ ...none, actors })).toContain('... and 2 more; --all shows them');
  expect(text({ ...none, actors }, 'all')).toContain('"user-11")');
});

test('of nothing are nothing', () => {
  expect(text(none)).toBe('');
});

test('as JSON give times in full, and stand in the report only when there are any', () => {
  const pivots = { ...none, items: [pivot('kv1/secret/db', { last: null })] };
  const expected = {
    actors: [],
    applications: [],
    addresses: [],
    vaults: [],
    items: [
      {
        value: 'kv1/secret/db',
        findings: 2,
        severity: 'high',
        first: '2026-04-20T09:00:00.1234567Z',
        last: null,
      },
    ],
  };
  expect(JSON.parse([...pivotsJson(pivots)].join(''))).toEqual(expected);
  expect(JSON.parse([...jsonReport({ ...resultOf(), pivots })].join('')).pivots).toEqual(expected);
  expect(JSON.parse([...jsonReport(resultOf())].join(''))).not.toHaveProperty('pivots');
});
