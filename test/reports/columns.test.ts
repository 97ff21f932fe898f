import { expect, test } from 'vitest';
import { type TableColumn, tableLines, tableWidth } from '../../src/reports/text/columns.js';

const columns: readonly TableColumn[] = [
  { heading: 'Name', align: 'start' },
  { heading: 'Count', align: 'end' },
];
const asIs = (text: string) => text;

test('aligns columns by what they show, wide characters and colours included', () => {
  const rows = [
    ['漢字', '1'],
    [{ text: 'ab', paint: (text: string) => `<${text}>` }, '1,000'],
  ];
  expect([...tableLines(columns, rows, 80, asIs)]).toEqual(['Name  Count', '漢字      1', '<ab>    1,000']);
  expect(tableWidth(columns, rows)).toBe(11);
});

test('gives a first cell that is in the way a line of its own', () => {
  expect([
    ...tableLines(
      columns,
      [
        ['x'.repeat(20), '1'],
        ['y', '2'],
      ],
      20,
      asIs,
    ),
  ]).toEqual([
    'Name           Count',
    'xxxxxxxxxxxxxxxxxxxx',
    '                   1',
    'y                  2',
  ]);
});

test('lets a last column run over', () => {
  const over: readonly TableColumn[] = [
    { heading: 'Shape', align: 'start' },
    { heading: 'Input', align: 'start', runsOver: true },
  ];
  expect([...tableLines(over, [['portal-csv', 'p'.repeat(90)]], 80, asIs)]).toEqual([
    'Shape       Input',
    `portal-csv  ${'p'.repeat(90)}`,
  ]);
});
