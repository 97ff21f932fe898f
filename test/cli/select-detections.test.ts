import { expect, test } from 'vitest';
import type { DetectionOptions } from '../../src/cli/options/detection-options.js';
import { detectionNamed, selectDetections } from '../../src/cli/select-detections.js';
import { UsageError } from '../../src/records/usage-error.js';
import { detectionOf } from '../reports/replay-result.js';

const detections = [
  detectionOf('published/opened', { severity: 'high' }),
  detectionOf('published/added', { severity: 'medium' }),
  detectionOf('published/new-user', { severity: 'low', offBecause: 'it is noisy' }),
  detectionOf('extended/opened', { severity: 'low' }),
];

const select = (options: Partial<DetectionOptions>) => {
  const { selected, off } = selectDetections(detections, {
    only: undefined,
    except: undefined,
    'min-severity': undefined,
    ...options,
  });
  return { selected: selected.map(({ id }) => id), off: off.map(({ id }) => id) };
};

test('takes all that are on', () => {
  expect(select({})).toEqual({
    selected: ['published/opened', 'published/added', 'extended/opened'],
    off: ['published/new-user'],
  });
});

test('takes what --only fits, on or off, in the order of the list', () => {
  expect(select({ only: ['published/*'] })).toEqual({
    selected: ['published/opened', 'published/added', 'published/new-user'],
    off: [],
  });
  expect(select({ only: ['*/opened'] }).selected).toEqual(['published/opened', 'extended/opened']);
  expect(select({ only: ['published/new-user,published/opened'] }).selected).toEqual([
    'published/opened',
    'published/new-user',
  ]);
  expect(select({ only: ['published/new-user', 'published/opene?'] }).selected).toEqual([
    'published/opened',
    'published/new-user',
  ]);
});

test('leaves out what --except fits', () => {
  expect(select({ except: ['published/*'] })).toEqual({ selected: ['extended/opened'], off: [] });
  expect(select({ only: ['published/*'], except: ['*/added'] }).selected).toEqual([
    'published/opened',
    'published/new-user',
  ]);
});

test('leaves out what is less severe than --min-severity', () => {
  expect(select({ 'min-severity': 'medium' })).toEqual({
    selected: ['published/opened', 'published/added'],
    off: [],
  });
});

test.each([
  [{ only: ['published/opend'] }, '--only published/opend fits no detection. Did you mean published/opened?'],
  [{ only: ['opened'] }, '--only opened fits no detection. Did you mean published/opened?'],
  [{ only: ['published'] }, '--only published fits no detection. Did you mean published/*?'],
  [{ except: ['zzz*'] }, '--except zzz* fits no detection. `vaultreplay list` names them all.'],
  [
    { 'min-severity': 'hihg' },
    '--min-severity cannot be hihg. Did you mean high? It takes one of: informational, low, medium, high',
  ],
  [{ except: ['*'] }, 'no detection is left to run: loosen --only, --except or --min-severity'],
])('refuses %j', (options, message) => {
  expect(() => select(options)).toThrow(new UsageError(message));
});

test('finds the detection of an id, or says which was meant', () => {
  expect(detectionNamed('published/added', detections).id).toBe('published/added');
  expect(() => detectionNamed('published/aded', detections)).toThrow(
    new UsageError('no detection is called published/aded. Did you mean published/added?'),
  );
});
