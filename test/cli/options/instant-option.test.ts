import { expect, test } from 'vitest';
import { instantOption } from '../../../src/cli/options/instant-option.js';
import { formatInstant } from '../../../src/records/instant.js';
import { UsageError } from '../../../src/records/usage-error.js';

test.each([
  ['2026-04-30', '2026-04-30T00:00:00.0000000Z'],
  ['2026-04-30T12:00', '2026-04-30T12:00:00.0000000Z'],
  ['2026-04-30 12:00', '2026-04-30T12:00:00.0000000Z'],
  ['2026-04-30T12:00+02:00', '2026-04-30T10:00:00.0000000Z'],
  ['2026-04-30T12:00Z', '2026-04-30T12:00:00.0000000Z'],
  ['2026-04-30T12:00:01', '2026-04-30T12:00:01.0000000Z'],
  ['2026-04-30T12:00:00.1234567Z', '2026-04-30T12:00:00.1234567Z'],
  ['2026-04-30T12:00:00-05:30', '2026-04-30T17:30:00.0000000Z'],
])('reads %s', (text, instant) => {
  expect(formatInstant(instantOption('--now', text)!)).toBe(instant);
});

test('is nothing when the option is not given', () => {
  expect(instantOption('--now', undefined)).toBeUndefined();
});

test.each([
  'yesterday',
  '2026-02-30',
  '2026-04-30T25:00',
  '30.04.2026',
  '1777550400',
  '2026-04-30T12:00:00 CET',
  '',
])('refuses %j in one line', (text) => {
  expect(() => instantOption('--now', text)).toThrow(
    new UsageError(
      `--now cannot be ${text}: write a date or a date and time, such as 2026-04-30 or 2026-04-30T12:00:00Z`,
    ),
  );
});
