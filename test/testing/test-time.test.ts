import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../src/records/instant.js';
import { timeOf, usualNow } from '../../src/testing/test-time.js';

const shown = (text: string) => {
  const at = timeOf(text, usualNow);
  return at === null ? null : formatInstant(at);
};

describe('times of tests', () => {
  test.each([
    ['now', '2026-04-30T12:00:00.0000000Z'],
    ['0s', '2026-04-30T12:00:00.0000000Z'],
    ['-9m59.9999999s', '2026-04-30T11:50:00.0000001Z'],
    ['-30d', '2026-03-31T12:00:00.0000000Z'],
    ['+1tick', '2026-04-30T12:00:00.0000001Z'],
    ['-1d+1tick', '2026-04-29T12:00:00.0000001Z'],
    ['-1d 2h', '2026-04-29T10:00:00.0000000Z'],
    ['now-1.5h', '2026-04-30T10:30:00.0000000Z'],
    ['+3ms 4us', '2026-04-30T12:00:00.0030040Z'],
    ['2026-04-01', '2026-04-01T00:00:00.0000000Z'],
    ['2026-04-01T10:00:00.1234567+02:00', '2026-04-01T08:00:00.1234567Z'],
  ])('%s is %s', (text, at) => {
    expect(shown(text)).toBe(at);
  });

  test.each([
    '9m',
    '-9',
    '-m',
    '-9 parsecs',
    '-0.00000001s',
    '- ',
    '',
    'yesterday',
    '-1d;',
    '-9999999d',
    '+9999999d',
    `-${'9'.repeat(99)}d`,
  ])('%s is no time', (text) => {
    expect(shown(text)).toBeNull();
  });
});
