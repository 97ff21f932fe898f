import { describe, expect, test } from 'vitest';
import { refuseIdle } from '../../src/cli/refuse-idle.js';
import type { ReplayResult } from '../../src/findings/finding.js';

const skipped = (detection: string) => ({
  detection,
  reason: 'it names columns that no input has',
  columns: [],
});
const result = (tables: number, ...ids: string[]) =>
  ({ tables: Array(tables).fill({}), skipped: ids.map(skipped) }) as unknown as ReplayResult;

describe('a replay in which no detection ran', () => {
  test('is refused with the first reason', () => {
    expect(() => refuseIdle(result(0, 'a/b'))).toThrow(
      'no detection ran: a/b: it names columns that no input has',
    );
    expect(() => refuseIdle(result(0, 'a/b', 'a/c', 'a/d'))).toThrow('a/b and 2 more: it names');
  });

  test('is let pass when one ran', () => {
    expect(() => refuseIdle(result(1, 'a/b'))).not.toThrow();
  });
});
