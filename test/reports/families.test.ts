import { expect, test } from 'vitest';
import type { Hardening } from '../../src/findings/detection.js';
import type { Columns } from '../../src/records/schema.js';
import { findingObject } from '../../src/reports/finding-json.js';
import { findingLines } from '../../src/reports/text/findings.js';
import { colourless } from '../../src/reports/text/palette.js';
import { detectionOf, findingOf, resultOf } from './replay-result.js';

const hardens = { detection: 'published/one', repairs: [] } as unknown as Hardening<Columns>;
const published = (id: string, rest: object) =>
  findingOf({ id, detection: 'published/one', severity: 'low', summary: `published ${id}`, ...rest });

const result = resultOf({
  detections: [
    detectionOf('a/other', { severity: 'high' }),
    detectionOf('published/one', { severity: 'high', title: 'Published' }),
    detectionOf('hardened/one', { severity: 'low', title: 'Hardened', hardens }),
  ],
  findings: [
    findingOf({ detection: 'a/other' }),
    published('p1', { confirmedBy: 'h1' }),
    published('p1', { confirmedBy: 'h1' }),
    published('p2', { unconfirmed: 'answered 403' }),
    findingOf({
      id: 'h1',
      detection: 'hardened/one',
      severity: 'low',
      confirms: ['p1'],
      summary: 'it was so',
    }),
    findingOf({
      id: 'h2',
      detection: 'hardened/one',
      severity: 'medium',
      confirms: [],
      coldStart: 'too little history',
      summary: 'new',
    }),
  ],
});
const text = (groups: 'folded' | 'all') =>
  [...findingLines(result, { width: 80, palette: colourless, groups })].join('\n');

test('a published detection follows its hardened one, which counts the rows it confirms', () => {
  expect(text('folded')).toBe(`HIGH  Title of a/other
      a/other, T1562.007, 1 finding

  2026-04-30 11:00:00Z  the firewall of KV1 went from Deny to Allow
      evidence logs/a.csv:12

LOW  Hardened
     hardened/one, T1562.007, 2 findings

  2026-04-30 11:00:00Z  it was so
      confirms 2 published rows
      evidence logs/a.csv:12

  2026-04-30 11:00:00Z  new
      severity medium
      cold start too little history
      evidence logs/a.csv:12

HIGH  Published
      published/one, T1562.007, 3 findings

  2 rows confirmed by findings above; --all shows them

  2026-04-30 11:00:00Z  published p2
      severity low
      unconfirmed answered 403
      evidence logs/a.csv:12
`);
});

test('all rows are shown when that is wanted', () => {
  expect(text('all')).toContain(`published p1 (2 equal rows)
      severity low
      confirmed by h1
`);
});

test('rows that a hidden finding confirms are shown', () => {
  const hidden = result.findings.filter(({ id }) => id !== 'h1');
  const style = { width: 80, palette: colourless, groups: 'folded' } as const;
  const shown = [...findingLines({ ...result, findings: hidden }, style)].join('\n');
  expect(shown).toContain('confirmed by h1');
  expect(shown).not.toContain('confirmed by findings above');
});

test('JSON has the keys of a family and of a cold start only where they are known', () => {
  const [, confirmed, , unconfirmed, hardened, cold] = result.findings.map(findingObject);
  expect(confirmed).toMatchObject({ confirmedBy: 'h1' });
  expect(unconfirmed).toMatchObject({ unconfirmed: 'answered 403' });
  expect(hardened).toMatchObject({ confirms: ['p1'] });
  expect(cold).toMatchObject({ coldStart: 'too little history' });
  expect(Object.keys(findingObject(findingOf()))).toEqual([
    'id',
    'detection',
    'severity',
    'time',
    'title',
    'summary',
    'entities',
    'evidence',
    'row',
  ]);
});
