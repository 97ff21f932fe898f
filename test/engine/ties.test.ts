import { expect, test } from 'vitest';
import { detection } from '../../src/findings/detection.js';
import { argMax, by } from '../../src/index.js';
import { about, patch, patches } from '../support/patches.js';
import { cellsOf, replayed } from '../support/replayed.js';

const latest = patches.summarize(argMax('TimeGenerated', '*'), by('Resource'));

const address = detection({
  ...about,
  id: 'tests/address',
  query: latest.project('TimeGenerated', 'CallerIPAddress'),
  time: 'TimeGenerated',
});

const item = detection({
  ...about,
  id: 'tests/item',
  query: latest.project('TimeGenerated', 'id_s'),
  time: 'TimeGenerated',
});

const records = [
  patch(1, { CallerIPAddress: '10.0.0.1', id_s: 'b' }),
  patch(1, { CallerIPAddress: '10.0.0.2', id_s: 'a' }),
];

test('a tie is broken alike in any company, although detections read different columns of a shared step', async () => {
  const both = await replayed([address, item], records);
  expect(cellsOf(both, 'tests/address')[0]![1]).toBe('10.0.0.1');
  expect(cellsOf(both, 'tests/item')[0]![1]).toBe('a');
  expect(cellsOf(await replayed([item], records), 'tests/item')[0]![1]).toBe('a');
});

test('a tie is told with the detection and the record that it chose', async () => {
  const { troubles } = await replayed([address, item], records);
  const chose = (id: string) => `${id} chose this record among several with the same TimeGenerated`;
  expect(troubles).toEqual([
    {
      kind: 'arg-max-tie',
      count: 2,
      examples: [
        { path: 'memory', line: 1, detail: chose('tests/address') },
        { path: 'memory', line: 2, detail: chose('tests/item') },
      ],
    },
  ]);
});

test('equal records are no tie', async () => {
  expect((await replayed([address], [patch(1), patch(1)])).troubles.map(({ kind }) => kind)).not.toContain(
    'arg-max-tie',
  );
});
