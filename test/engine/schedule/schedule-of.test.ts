import { expect, test } from 'vitest';
import { faultOfSchedule, scheduleOf } from '../../../src/engine/schedule/schedule-of.js';
import {
  ago,
  azureDiagnostics,
  type Detection,
  detection,
  now,
  startofday,
  timespan,
} from '../../../src/index.js';
import { days, hours, minutes } from '../../../src/records/instant.js';

const looking = (query: Parameters<typeof detection>[0]['query']): Detection =>
  detection({
    id: 'own/x',
    title: 'x',
    description: 'x',
    severity: 'low',
    tactics: [],
    techniques: [],
    source: { title: 'own' },
    query: query.project('TimeGenerated' as never) as never,
    time: 'TimeGenerated' as never,
    entities: {},
    summary: () => 'x',
    notes: [],
  });

test('a rule sees as far back as its query looks, in whole minutes', () => {
  const of = (query: unknown) => scheduleOf(looking(query as never), {}).period;
  expect(of(azureDiagnostics.where('TimeGenerated', '>', ago(timespan(days(1)))))).toBe(days(1));
  expect(of(azureDiagnostics.where('TimeGenerated', '>=', ago(timespan(days(1)))))).toBe(days(1));
  expect(of(azureDiagnostics.where('TimeGenerated', '>=', startofday(now())))).toBe(days(1));
  expect(of(azureDiagnostics.where('TimeGenerated', '>', ago(timespan(days(30)))))).toBe(days(14));
  expect(of(azureDiagnostics)).toBe(days(14));
});

test.each([
  [{ frequency: minutes(5), period: minutes(5) }, null],
  [{ frequency: minutes(4), period: days(1) }, 'a frequency lies between 5 minutes and 14 days'],
  [{ frequency: hours(1), period: days(15) }, 'a period lies between 5 minutes and 14 days'],
  [{ frequency: hours(2), period: hours(1) }, 'it would run every 2h and see only 1h'],
  [{ frequency: minutes(30), period: days(2) }, 'a rule that sees 2 days or more runs every hour at most'],
  [{ frequency: hours(1), period: days(2) }, null],
])('the limits of Sentinel: %#', (schedule, fault) => {
  const found = faultOfSchedule(schedule);
  expect(fault === null ? found : found?.slice(0, fault.length)).toBe(fault);
});
