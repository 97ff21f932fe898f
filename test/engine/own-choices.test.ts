import { expect, test } from 'vitest';
import { withOwnChoices } from '../../src/engine/own-choices.js';
import { argMax, by, on } from '../../src/plan/clauses.js';
import { TableQuery } from '../../src/plan/table-query.js';
import { stepsOf } from '../../src/plan/walk.js';

const table = new TableQuery({ name: 'T', columns: { A: 'string', N: 'long' } });
const filtered = table.where('A', '==', 'x');

test('a plan without choices is left as it is', () => {
  const { node } = filtered.join('inner', table.project('A'), on('A')).distinct('A');
  expect(withOwnChoices(node)).toBe(node);
});

test('choosing steps and what stands above them become own, what stands below stays shared', () => {
  const latest = filtered.summarize(argMax('N', '*'), by('A'));
  const { node } = latest.where('N', '>', 1);
  const [one, other] = [withOwnChoices(node), withOwnChoices(node)];
  const shared = stepsOf([one]).filter((step) => stepsOf([other]).includes(step));
  expect(shared).toEqual(stepsOf([filtered.node]));
  expect(stepsOf([one]).map(({ kind }) => kind)).toEqual(stepsOf([node]).map(({ kind }) => kind));
});

test('a choosing step that is used twice stays one step', () => {
  const latest = filtered.summarize(argMax('N', '*'), by('A'));
  const { node } = latest.join('leftsemi', latest, on('A'));
  expect(stepsOf([withOwnChoices(node)])).toHaveLength(stepsOf([node]).length);
});
