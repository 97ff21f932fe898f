import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engine } from '../../src/reports/engine.js';
import { coloured, colourless } from '../../src/reports/text/palette.js';
import type { TextStyle } from '../../src/reports/text/style.js';
import { textReport } from '../../src/reports/text.js';
import type { FindingSpan } from '../../src/reports/time-span.js';
import { detectionOf, findingOf, inputOf, instant, resultOf, tableOf } from './replay-result.js';

const style: TextStyle = { width: 80, palette: colourless, groups: 'folded' };
const text = (result = resultOf(), changed: Partial<TextStyle> = {}) =>
  [...textReport(result, {}, { ...style, ...changed })].join('');

const two = resultOf({
  scan: { inputs: [inputOf('logs/a.csv', { rejected: 2 })], leftOut: [], troubles: [] },
  detections: [
    detectionOf('a/mild', { severity: 'medium', title: 'Access added', techniques: ['T1098'] }),
    detectionOf('a/one', { title: 'Firewall opened' }),
  ],
  tables: [tableOf('a/mild'), tableOf('a/one')],
  troubles: [
    {
      kind: 'malformed-record',
      count: 2,
      examples: [{ path: 'logs/a.csv', line: 3, detail: '2 cells of 9' }],
    },
  ],
  skipped: [{ detection: 'a/off', reason: 'off: it knows no history', columns: [] }],
  findings: [
    findingOf({
      detection: 'a/mild',
      severity: 'medium',
      id: 'm2',
      time: null,
      summary: 'somebody got access',
    }),
    findingOf({ detection: 'a/mild', severity: 'medium', id: 'm1', summary: 'bob got access' }),
    findingOf({
      entities: {
        account: { fullName: 'mal@contoso.com' },
        ip: { address: '203.0.113.9' },
        azureResource: { name: 'KV1' },
        cloudApplication: { appId: 'app-1' },
      },
      evidence: [
        { path: 'logs/a.csv', line: 12 },
        { path: 'logs/b.json', line: 1, record: 4 },
      ],
    }),
  ],
});

test('says what was read, what was found, worst first and by time, and what is doubtful', () => {
  expect(text(two)).toBe(`vaultreplay ${engine.version}

Records  10 from 1 input; 2 more could not be read
Time     2026-04-30 01:00:00Z to 2026-04-30 12:00:00Z
Clock    2026-04-30 12:00:00Z, the newest record

Shape       Records  From        To          Input
portal-csv       10  2026-04-30  2026-04-30  logs/a.csv

3 findings: 1 high, 2 medium
Before you rely on this, see below: 1 kind of trouble, 1 detection that did not
run.

HIGH  Firewall opened
      a/one, T1562.007, 1 finding

  2026-04-30 11:00:00Z  the firewall of KV1 went from Deny to Allow
      by mal@contoso.com from 203.0.113.9 on KV1 through application app-1
      evidence logs/a.csv:12, logs/b.json:1 (record 4)

MEDIUM  Access added
        a/mild, T1098, 2 findings

  2026-04-30 11:00:00Z  bob got access
      evidence logs/a.csv:12

  time unknown  somebody got access
      evidence logs/a.csv:12

Detection  Severity  Findings  First                 Last
a/one      high             1  2026-04-30 11:00:00Z  2026-04-30 11:00:00Z
a/mild     medium           2  2026-04-30 11:00:00Z  2026-04-30 11:00:00Z

Troubles

  Records that could not be read: 2 (malformed-record)
    logs/a.csv:3  2 cells of 9
    ... and 1 more
    They are not in the result. Look at the lines named, or export again.

Not run

  a/off
    off: it knows no history
`);
});

test('gives a reason once for detections in a row that did not run for the same one', () => {
  const none = (id: string, reason: string, columns: readonly string[] = []) => ({
    detection: id,
    reason,
    columns,
  });
  const skipped = [none('a/b', 'off'), none('a/c', 'off'), none('a/d', 'other'), none('a/e', 'off')];
  const missing = [none('a/f', 'lacks', ['X']), none('a/g', 'lacks', ['Y'])];
  expect(text(resultOf({ skipped: [...skipped, ...missing] }))).toContain(`
Not run

  a/b
  a/c
    off
  a/d
    other
  a/e
    off
  a/f
    lacks
    X
  a/g
    lacks
    Y
`);
});

test('says that nothing was found and what that does not mean', () => {
  expect(text()).toContain(`
Nothing found
1 detection looked at 10 records; nothing matched. That says nothing about what
these inputs do not hold: other vaults, other days, logging that was off.

Detection  Severity  Findings  First  Last
a/one      high             -  -      -
`);
});

test('says that there was nothing to look at', () => {
  const inputs = [inputOf('a.json', { records: 0, earliest: null, latest: null })];
  const nothing = text(
    resultOf({ clock: { now: null, from: 'newest record' }, scan: { inputs, leftOut: [], troubles: [] } }),
  );
  expect(nothing).toContain('Clock    none: there is no record\n');
  expect(nothing).toContain('Nothing found\nThe inputs hold no records, so there was nothing to look at.\n');
});

test('names a clock that was given', () => {
  expect(text(resultOf({ clock: { now: instant('2026-05-01T00:00:00.5Z'), from: 'option' } }))).toContain(
    'Clock    2026-05-01 00:00:00.5Z, as --now says\n',
  );
});

test('says which findings are shown when not all are', () => {
  const [from, to] = [instant('2026-04-01T00:00:00Z'), instant('2026-04-02T00:00:00.5Z')];
  const header = (span: FindingSpan) => [...textReport(resultOf(), span, style)].join('').split('\n\n')[1];
  expect(header({ from, to })).toMatch(
    /\nShown {4}findings later than 2026-04-01 00:00:00Z, up to 2026-04-02 00:00:00.5Z$/,
  );
  expect(header({ to })).toMatch(/\nShown {4}findings up to 2026-04-02 00:00:00.5Z$/);
  expect(header({})).not.toContain('Shown');
});

test('lists an input that was left out among the troubles', () => {
  const examples = [{ path: 'logs/readme.txt', line: null, detail: 'no records' }];
  expect(text(resultOf({ troubles: [{ kind: 'left-out', count: 1, examples }] }))).toContain(
    '  Inputs without records of Key Vault: 1 (left-out)\n    logs/readme.txt  no records\n',
  );
});

test('shows equal rows once, with their number and all their evidence', () => {
  const again = findingOf({ evidence: [{ path: 'logs/a.csv', line: 40 }] });
  const shown = text(resultOf({ findings: [findingOf(), findingOf(), again] }));
  expect(shown).toContain('a/one, T1562.007, 3 findings\n');
  expect(shown).toContain('went from Deny to Allow (3 equal\n                        rows)\n');
  expect(shown).toContain('      evidence logs/a.csv:12, logs/a.csv:40\n');
});

const many = (count: number) =>
  resultOf({
    findings: Array.from({ length: count }, (_, i) =>
      findingOf({
        id: `f${i}`,
        time: instant(`2026-04-${String(i + 1).padStart(2, '0')}T11:00:00Z`),
        summary: `no ${i}.`,
      }),
    ),
  });

test('folds a long group after ten, and shows all when asked to', () => {
  const folded = text(many(12));
  expect(folded).toContain(' no 9.\n');
  expect(folded).not.toContain(' no 10.\n');
  expect(folded).toContain('  ... and 2 more; --all shows them\n');
  expect(text(many(12), { groups: 'all' })).toContain(' no 11.\n');
  expect(text(many(12), { groups: 'all' })).not.toContain('--all');
});

test('does not fold away a single finding', () => {
  expect(text(many(11))).toContain(' no 10.\n');
});

test('folds long evidence', () => {
  const evidence = Array.from({ length: 9 }, (_, i) => ({ path: 'a', line: i + 1 }));
  expect(text(resultOf({ findings: [findingOf({ evidence })] }))).toContain(
    'evidence a:1, a:2, a:3 and 6 more\n',
  );
});

test('tells findings of one second apart', () => {
  const findings = ['f1', 'f2'].map((id, i) =>
    findingOf({ id, time: instant(`2026-04-30T11:00:00.000000${i + 1}Z`) }),
  );
  expect(text(resultOf({ findings }))).toContain('  2026-04-30 11:00:00.0000002Z  the firewall');
});

test('shows hostile text escaped, wherever it comes from', () => {
  const hostile = '\u001b]0;owned\u0007\u202e\r\nHIGH  forged';
  const shown = text(
    resultOf({
      scan: {
        inputs: [inputOf(`logs/${hostile}.csv`)],
        leftOut: [],
        troubles: [],
      },
      troubles: [{ kind: 'left-out', count: 1, examples: [{ path: hostile, line: 3, detail: hostile }] }],
      skipped: [{ detection: 'a/off', reason: hostile, columns: [hostile] }],
      findings: [
        findingOf({
          summary: hostile,
          entities: {
            account: { fullName: hostile },
            ip: { address: hostile },
            azureResource: { name: hostile },
            cloudApplication: { appId: hostile },
          },
          evidence: [{ path: hostile, line: 1 }],
        }),
      ],
    }),
  );
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  expect(shown.split('\n').filter((line) => line.startsWith('HIGH  '))).toEqual(['HIGH  Title of a/one']);
  expect(shown).toContain('\\u001b]0;owned\\u0007\\u202e\\r\\nHIGH');
});

test('puts a name with blanks in quotes, so that it cannot pass for more', () => {
  const entities = { account: { fullName: 'mal from 10.0.0.1 on "KV9"' }, ip: { address: '203.0.113.9' } };
  expect(text(resultOf({ findings: [findingOf({ entities })] }))).toContain(
    '      by "mal from 10.0.0.1 on \\"KV9\\"" from 203.0.113.9\n',
  );
});

test('keeps to the width', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '-'), minLength: 1, maxLength: 15 });
  const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((some) => some.join(' '));
  fc.assert(
    fc.property(words, words, fc.integer({ min: 60, max: 120 }), (summary, name, width) => {
      const findings = [findingOf({ summary, entities: { account: { fullName: name } } })];
      const detections = [detectionOf('a/one', { title: name })];
      for (const line of text(resultOf({ findings, detections }), { width }).split('\n'))
        expect(line.length + (line.match(/漢/g)?.length ?? 0)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 50 },
  );
});

test('lets a word that cannot be broken stand whole', () => {
  const path = `${'folder/'.repeat(20)}PT1H.json`;
  const findings = [findingOf({ evidence: [{ path, line: 1 }] })];
  const scan = { inputs: [inputOf(path)], leftOut: [], troubles: [] };
  const lines = text(resultOf({ scan, findings })).split('\n');
  expect(lines).toContain(`      ${path}:1`);
  expect(lines).toContain(`portal-csv       10  2026-04-30  2026-04-30  ${path}`);
});

test('colours change no text', () => {
  const painted = text(two, { palette: coloured });
  expect(painted).toContain('\u001b[1;31mHIGH\u001b[22;39m');
  expect(painted.replace(/\u001b\[[\d;]*m/g, '')).toBe(text(two));
});

test('folds a long list of inputs', () => {
  const inputs = Array.from({ length: 15 }, (_, i) => inputOf(`logs/${i}.csv`));
  const result = resultOf({ scan: { inputs, leftOut: [], troubles: [] } });
  expect(text(result)).toContain('logs/9.csv');
  expect(text(result)).not.toContain('logs/10.csv');
  expect(text(result)).toContain('... and 5 more inputs; --all shows them\n');
});
