import { describe, expect, test } from 'vitest';
import { shortHistory } from '../../src/engine/history.js';
import { detection } from '../../src/findings/detection.js';
import { ago, days, op, startofday } from '../../src/index.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { about, patch, patched, patches } from '../support/patches.js';
import { at, type Record, replayed } from '../support/replayed.js';

const baseline = detection({
  ...about,
  id: 'tests/baseline',
  query: patches
    .where('TimeGenerated', 'between', [ago(days(30)), ago(days(1))])
    .project('TimeGenerated', 'Resource'),
  time: 'TimeGenerated',
});

const now = at('2026-04-30T12:00:00Z');

const told = async (plan: typeof baseline, records: readonly Record[]) => {
  const request = { columns: [{ name: 'TimeGenerated', type: 'datetime' }], always: 1, wanted: [] } as const;
  return shortHistory(plan, await recordsOf(records).scan(request, { seen() {}, push() {} }), now);
};

describe('a history', () => {
  test('shorter than a detection looks back is told', async () => {
    expect(await told(baseline, [patch(20), patch(10)])).toBe(
      'tests/baseline looks back to 2026-03-31 12:00:00Z, and the records begin at 2026-04-10 12:00:00Z',
    );
    const { troubles } = await replayed([patched, baseline], [patch(10), patch(20)], { now });
    expect(troubles.map(({ kind, count }) => [kind, count])).toEqual([['short-history', 1]]);
  });

  test('is long enough when a twentieth of the look back is missing, not more', async () => {
    expect(await told(baseline, [patch(1)])).toBeNull();
    expect(await told(baseline, [patch(2, { TimeGenerated: '2026-04-02T00:00:00Z' })])).toBeNull();
    expect(
      await told(baseline, [patch(2, { TimeGenerated: '2026-04-02T00:00:00.0000001Z' })]),
    ).not.toBeNull();
    expect(await told(baseline, [patch(2)])).not.toBeNull();
  });

  test('is not asked for by a detection that does not look at the clock', async () => {
    expect(await told(patched, [patch(29)])).toBeNull();
  });

  test('is asked for by whatever instant a plan computes from the clock', async () => {
    const { plan, ...rest } = detection({
      ...about,
      id: 'tests/days',
      query: patches.where((row) => op(row.TimeGenerated, '>=', startofday(ago(days(14))))),
      time: 'TimeGenerated',
    });
    expect(await told({ ...rest, plan }, [patch(20)])).toContain('looks back to 2026-04-16 00:00:00Z');
  });

  test('without any time says nothing', async () => {
    expect(await told(baseline, [patch(1, { TimeGenerated: '' })])).toBeNull();
    expect(await told(baseline, [])).toBeNull();
  });
});
