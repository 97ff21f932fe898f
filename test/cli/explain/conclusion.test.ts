import { expect, test } from 'vitest';
import { conclusion } from '../../../src/cli/explain/conclusion.js';
import { azureDiagnostics, on } from '../../../src/index.js';
import type { PlanNode } from '../../../src/plan/node.js';

const patches = azureDiagnostics
  .where('OperationName', '==', 'VaultPatch')
  .project('Resource', 'TimeGenerated');
const filter = patches.node.kind === 'project' ? patches.node.input : patches.node;
const deletions = azureDiagnostics
  .where('OperationName', '==', 'VaultDelete')
  .project('Resource', 'CallerIPAddress');

const rows = (...counts: readonly (readonly [{ readonly node: PlanNode }, number])[]) =>
  new Map(counts.map(([{ node }, count]) => [node, count]));

test('says how many rows there are', () => {
  expect(conclusion(patches.node, rows([patches, 1]))).toBe('The detection gives 1 row.');
});

test('says that there was nothing to begin with', () => {
  expect(conclusion(patches.node, rows())).toBe(
    'There is no record to begin with, so no step had anything to do.',
  );
});

test('names the step through which nothing came', () => {
  expect(conclusion(patches.node, rows([azureDiagnostics, 1200]))).toBe(
    'The rows end at step 2: none of the 1,200 rows before it came through "where OperationName == "VaultPatch"".',
  );
});

test('names a join whose sides do not meet', () => {
  const both = patches.join('inner', deletions, on('Resource'));
  const counts = rows([azureDiagnostics, 9], [{ node: filter }, 5], [patches, 5], [deletions, 1]);
  expect(conclusion(both.node, counts)).toBe(
    'The rows end at step 6: none of the 5 rows on its left agrees by Resource with any of the 1 row on its right.',
  );
});

test('goes into the side of a join that has no rows', () => {
  const both = patches.join('inner', deletions, on('Resource'));
  const counts = rows([azureDiagnostics, 9], [{ node: filter }, 5], [patches, 5]);
  expect(conclusion(both.node, counts)).toBe(
    'The rows end at step 4: none of the 9 rows before it came through "where OperationName == "VaultDelete"".',
  );
});

test('does not blame an empty side that an outer or anti join can do without', () => {
  const left = patches.join('leftanti', deletions, on('Resource'));
  expect(
    conclusion(left.node, rows([azureDiagnostics, 9], [{ node: filter }, 5], [patches, 5], [deletions, 3])),
  ).toBe('The rows end at step 6: each of the 5 rows on its left has a counterpart by Resource.');
  const right = patches.join('rightanti', deletions, on('Resource'));
  expect(conclusion(right.node, rows([azureDiagnostics, 9], [{ node: filter }, 5], [patches, 5]))).toContain(
    'step 4: none of the 9 rows',
  );
});
