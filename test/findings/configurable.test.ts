import { expect, test } from 'vitest';
import { configurable } from '../../src/findings/configurable.js';
import { severityOf } from '../../src/findings/detection.js';
import { patched } from '../support/patches.js';

const named = configurable(
  { suffix: { type: 'string', default: 'usual', description: 'what the title ends in' } },
  ({ suffix }) => ({ ...patched, title: `Patched, ${suffix}` }),
);

test('a detection is made with the defaults of its parameters, and tells them', () => {
  expect(named.title).toBe('Patched, usual');
  expect(named.parameters).toEqual([
    { name: 'suffix', type: 'string', default: 'usual', description: 'what the title ends in' },
  ]);
});

test('is made anew with other values, and can be made anew again from the defaults', () => {
  const changed = named.configure!({ suffix: 'changed' });
  expect(changed.title).toBe('Patched, changed');
  expect(changed.configure!({}).title).toBe('Patched, usual');
});

test("the severity of a row is what its severity column says, in any case, else the detection's", () => {
  const graded = { severity: 'medium', severityColumn: 'Severity' } as const;
  expect(severityOf(graded, { Severity: 'High' })).toBe('high');
  expect(severityOf(graded, { Severity: 'dreadful' })).toBe('medium');
  expect(severityOf(graded, {})).toBe('medium');
  expect(severityOf({ severity: 'low' }, { Severity: 'High' })).toBe('low');
});
