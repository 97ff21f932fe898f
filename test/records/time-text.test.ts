import { expect, test } from 'vitest';
import { exactTimeText, precisionOf, timeText } from '../../src/records/time-text.js';
import { instant } from '../reports/replay-result.js';

const at = instant('2026-03-11T08:15:30.1234567Z');

test('cuts an instant to what is asked for', () => {
  expect(timeText(at, 'day')).toBe('2026-03-11');
  expect(timeText(at, 'second')).toBe('2026-03-11 08:15:30Z');
  expect(timeText(at, 'millisecond')).toBe('2026-03-11 08:15:30.123Z');
  expect(timeText(at, 'tick')).toBe('2026-03-11 08:15:30.1234567Z');
});

test.each([
  ['2026-03-11T08:15:30Z', '2026-03-11 08:15:30Z'],
  ['2026-03-11T08:15:00.5Z', '2026-03-11 08:15:00.5Z'],
  ['2026-03-11T00:00:00.0000001Z', '2026-03-11 00:00:00.0000001Z'],
  ['2026-03-10T00:00:00Z', '2026-03-10 00:00:00Z'],
])('shows %s exactly and no longer than needed', (text, shown) => {
  expect(exactTimeText(instant(text))).toBe(shown);
});

test('takes the least precision that keeps different instants apart', () => {
  const [a, b, c] = ['30.1000001Z', '30.1000002Z', '30.2Z'].map((s) => instant(`2026-03-11T08:15:${s}`)) as [
    typeof at,
    typeof at,
    typeof at,
  ];
  expect(precisionOf([a, a])).toBe('second');
  expect(precisionOf([a, c])).toBe('millisecond');
  expect(precisionOf([a, b, c])).toBe('tick');
  expect(precisionOf([])).toBe('second');
});
