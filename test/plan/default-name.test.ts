import { expect, test } from 'vitest';
import { azureDiagnostics } from '../../src/plan/azure-diagnostics.js';
import { callNode, columnNode, literalNode } from '../../src/plan/build/expressions.js';
import { summarize } from '../../src/plan/build/summarize.js';
import { defaultName } from '../../src/plan/default-name.js';

const time = columnNode('TimeGenerated', 'datetime');
const fields = columnNode('AdditionalFields', 'dynamic');
const day = literalNode(864_000_000_000, 'timespan');

test.each([
  [time, 'TimeGenerated'],
  [callNode('bin', [time, day]), 'TimeGenerated'],
  [
    callNode('[]', [callNode('[]', [fields, literalNode('a', 'string')]), literalNode('b', 'string')]),
    'AdditionalFields_a_b',
  ],
  [callNode('-', [time, day]), null],
  [day, null],
])('an unnamed expression %#', (node, expected) => {
  expect(defaultName(node)).toBe(expected);
});

test('summarize names what has no name as KQL does, numbering names that are taken', () => {
  const max = (name: string | null) => ({ name, function: 'max', arguments: [time] });
  const { columns } = summarize(
    azureDiagnostics.node,
    [{ name: null, function: 'count', arguments: [] }, max(null), max('max_TimeGenerated'), max(null)],
    [{ name: 'count_', expression: callNode('bin', [time, day]) }],
  );
  expect(columns.map(({ name }) => name)).toEqual([
    'count_',
    'count_1',
    'max_TimeGenerated1',
    'max_TimeGenerated',
    'max_TimeGenerated2',
  ]);
});

test('several arg_max number the columns that the first has made', () => {
  const input = azureDiagnostics.project('TimeGenerated', 'DurationMs', 'Resource').node;
  const { columns } = summarize(
    input,
    [
      { name: null, function: 'arg_max', of: time, columns: '*' },
      { name: 'Longest', function: 'arg_max', of: columnNode('DurationMs', 'long'), columns: '*' },
    ],
    [],
  );
  expect(columns.map(({ name }) => name)).toEqual([
    'TimeGenerated',
    'DurationMs',
    'Resource',
    'Longest',
    'TimeGenerated1',
    'Resource1',
  ]);
});
