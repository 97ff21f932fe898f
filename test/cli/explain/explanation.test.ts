import { expect, test } from 'vitest';
import { explanationJson } from '../../../src/cli/explain/explanation-json.js';
import { explanationText } from '../../../src/cli/explain/explanation-text.js';
import type { Explanation } from '../../../src/engine/explain.js';
import { azureDiagnostics, on, op } from '../../../src/index.js';
import { colourless } from '../../../src/reports/text/palette.js';
import { detectionOf, inputOf, instant } from '../../reports/replay-result.js';

const vaults = azureDiagnostics.where('ResourceType', '==', 'VAULTS');
const left = vaults.where('OperationName', '==', 'VaultPatch').project('Resource', 'TimeGenerated');
const right = vaults.project('Resource', 'CallerIPAddress');
const plan = left.join('inner', right, on('Resource')).node;
const detection = detectionOf('a/one', { plan });

const explanation: Explanation = {
  clock: { now: instant('2026-04-30T12:00:00Z'), from: 'newest record' },
  scan: { inputs: [inputOf('logs/a.csv', { records: 1200 })], leftOut: [], troubles: [] },
  request: {
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'Resource', type: 'string' },
    ],
    always: 1,
    wanted: [
      [
        { column: 'ResourceType', op: '==', value: 'VAULTS' },
        { column: 'TimeGenerated', op: '>', value: instant('2026-04-29T12:00:00Z') },
      ],
      [
        { column: 'id_s', op: 'isnotempty' },
        { column: 'OperationName', op: 'in', values: ['KeyGet', 'SecretGet'] },
      ],
    ],
  },
  rows: new Map([
    [azureDiagnostics.node, 1200],
    [vaults.node, 1100],
    [right.node, 1100],
  ]),
  missing: ['absent_s'],
};

test('shows the steps as a tree, with rows, what is read again, and where the rows went', () => {
  const text = [
    ...explanationText(detection, explanation, { width: 80, palette: colourless, groups: 'folded' }),
  ];
  expect(text.join('')).toBe(`Title of a/one
a/one

Records  1,200 from 1 input
Time     2026-04-30 01:00:00Z to 2026-04-30 12:00:00Z
Clock    2026-04-30 12:00:00Z, the newest record

 Rows  Step
1,200     1  AzureDiagnostics
1,100     2  | where ResourceType == "VAULTS"
    0     3  | where OperationName == "VaultPatch"
    0     4  | project Resource, TimeGenerated
1,100     2      | where ResourceType == "VAULTS" (the same as above)
1,100     5      | project Resource, CallerIPAddress
    0     6  | join kind=inner on Resource

The rows end at step 3: none of the 1,100 rows before it came through "where
OperationName == "VaultPatch"".

No input has these columns, which it names; they read as empty: absent_s.

In a replay of this detection alone, the scan
  - decodes 2 columns: TimeGenerated, Resource
  - takes records with ResourceType == "VAULTS" and TimeGenerated >
    datetime(2026-04-29T12:00:00.0000000Z)
  - takes records with isnotempty(id_s) and OperationName in ("KeyGet",
    "SecretGet")
`);
});

test('is an object for programs', () => {
  expect(JSON.parse([...explanationJson(detection, explanation)].join(''))).toMatchObject({
    clock: { now: '2026-04-30T12:00:00.0000000Z', from: 'newest record' },
    inputs: [{ path: 'logs/a.csv', records: 1200 }],
    troubles: [],
    detection: 'a/one',
    columns: ['TimeGenerated', 'Resource'],
    wanted: [
      ['ResourceType == "VAULTS"', 'TimeGenerated > datetime(2026-04-29T12:00:00.0000000Z)'],
      ['isnotempty(id_s)', 'OperationName in ("KeyGet", "SecretGet")'],
    ],
    steps: [
      { number: 1, depth: 0, again: false, text: 'AzureDiagnostics', rows: 1200 },
      { number: 2, depth: 0, again: false, rows: 1100 },
      { number: 3, rows: 0 },
      { number: 4, rows: 0 },
      { number: 2, depth: 1, again: true, rows: 1100 },
      { number: 5, depth: 1 },
      { number: 6, depth: 0, text: '| join kind=inner on Resource', rows: 0 },
    ],
    columnsMissing: ['absent_s'],
    conclusion: expect.stringContaining('The rows end at step 3'),
  });
});

test('cuts long steps, unless all is to be seen, and says so at the end', () => {
  const names = Array.from({ length: 60 }, (_, i) => `Operation${i}`);
  const { node } = azureDiagnostics.where((row) => op(row.OperationName, 'in', names));
  const long = detectionOf('a/long', { plan: node });
  const told = { ...explanation, rows: new Map([[azureDiagnostics.node, 3]]) };
  const shown = (groups: 'folded' | 'all') =>
    [...explanationText(long, told, { width: 80, palette: colourless, groups })].join('');
  const folded = shown('folded').split('\n');
  expect(folded.slice(9, 12)).toEqual([
    '   0     2  | where OperationName in ("Operation0", "Operation1", "Operation2",',
    '              "Operation3", "Operation4", "Operation5", "Operation6",',
    '              "Operation7…',
  ]);
  expect(folded.at(-2)).toBe('What ends in … is cut; --all shows it whole');
  expect(shown('all').match(/"Operation59"/g)).toHaveLength(2);
  expect(shown('all')).not.toContain('…');
  expect([...explanationJson(long, told)].join('').match(/Operation59/g)).toHaveLength(2);
});
