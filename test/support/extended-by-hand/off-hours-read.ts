import fc from 'fast-check';
import type { HandEvent } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { dateOf } from './caller-histories.js';
import { type FindingRow, findingRow, groupsOf, isBackup, isOk, isRead } from './finding.js';
import { itemIn, recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';
import { itemsOf } from './self-grant.js';

const hourOf = ({ timeText }: HandEvent) => Number(timeText.slice(11, 13));
const isWeekend = ({ timeText }: HandEvent) =>
  [0, 6].includes(new Date(`${timeText.slice(0, 10)}T00:00:00Z`).getUTCDay());

interface Habit {
  readonly activeHours: readonly number[];
  readonly worksAtWeekends: boolean;
}

/** At which hours the history of an event sees its caller at work; null when it is too thin. */
function habitOf(done: readonly HandEvent[], event: HandEvent): Habit | null {
  const history = done.filter(
    (other) =>
      other.actor === event.actor &&
      dateOf(other) >= dateOf(event) - 30n &&
      dateOf(other) <= dateOf(event) - 2n,
  );
  if (history.length < 30 || new Set(history.map(dateOf)).size < 10) return null;
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const activeHours = hours.filter((hour) => {
    const events = history.filter((other) => hourOf(other) === hour).length;
    return events > 0 && 100 * events >= 2 * history.length;
  });
  return { activeHours, worksAtWeekends: history.some(isWeekend) };
}

function reasonOf(habit: Habit | null, event: HandEvent): string | null {
  if (habit === null) return null;
  const isNear = habit.activeHours.some((hour) => [0, 1, 23].includes((hourOf(event) - hour + 24) % 24));
  const isOffWeekend = isWeekend(event) && !habit.worksAtWeekends;
  if (isNear) return isOffWeekend ? 'weekend' : null;
  return isOffWeekend ? 'both' : 'hour';
}

function rows(events: readonly HandEvent[]): FindingRow[] {
  const done = events.filter(
    (event) => isOk(event) && event.isData && event.actorType === 'user' && event.actor !== '',
  );
  const off = done.filter(
    (event) => (isRead(event) || isBackup(event)) && reasonOf(habitOf(done, event), event) !== null,
  );
  const byDate = groupsOf(off, (event) => `${event.actor} ${dateOf(event)}`);
  return [...byDate.values()].map((counted) => {
    const [first] = counted as [HandEvent];
    const habit = habitOf(done, first)!;
    return findingRow(
      first,
      counted,
      'Low',
      'observed',
      first.timeText.slice(0, 10),
      hourOf(first),
      JSON.stringify(habit.activeHours),
      reasonOf(habit, first),
      itemsOf(counted),
    );
  });
}

const dateText = (date: number) => new Date(Date.UTC(2026, 2, 1 + date)).toISOString().slice(0, 10);
const clockText = (hour: number, minutes: number) =>
  `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00.0000000Z`;
const read = { OperationName: 'SecretGet', ...itemIn('secrets/x') };

/** People who work at some hours of some days, and read at any hour now and then. */
const histories: fc.Arbitrary<readonly Record[]> = fc
  .tuple(
    fc.array(
      fc.record({
        who: fc.constantFrom<'ann' | 'mal'>('ann', 'mal'),
        from: fc.integer({ min: 0, max: 20 }),
        days: fc.integer({ min: 8, max: 40 }),
        hours: fc.array(fc.constantFrom(0, 9, 10, 15, 23), { minLength: 1, maxLength: 3 }),
        times: fc.constantFrom(1, 1, 2),
        atWeekends: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(
      fc.record({
        who: fc.constantFrom<'ann' | 'mal'>('ann', 'mal'),
        date: fc.integer({ min: 10, max: 60 }),
        hour: fc.integer({ min: 0, max: 23 }),
        call: fc.constantFrom<Record>(
          read,
          { OperationName: 'SecretGet', ...itemIn('secrets/Y') },
          { OperationName: 'KeyBackup', ...itemIn('keys/k') },
          { OperationName: 'SecretSet', ...itemIn('secrets/x') },
          { ...read, httpStatusCode_d: '403' },
          { ...read, identity_claim_idtyp_s: 'app' },
        ),
        CallerIPAddress: fc.constantFrom('203.0.113.9', '198.51.100.1'),
        Resource: fc.constantFrom('KV1', 'kv2'),
      }),
      { maxLength: 15 },
    ),
  )
  .map(([habits, others]) => {
    const usual = habits.flatMap(({ who, from, days, hours, times, atWeekends }) =>
      Array.from({ length: days }, (_, i) => from + i)
        .filter((date) => atWeekends || ![0, 6].includes(new Date(Date.UTC(2026, 2, 1 + date)).getUTCDay()))
        .flatMap((date) =>
          hours.flatMap((hour) =>
            Array.from({ length: times }, (_, i) =>
              recordOf(`${dateText(date)}T${clockText(hour, 10 * i)}`, who, read),
            ),
          ),
        ),
    );
    const rare = others.map(({ who, date, hour, call, ...cells }, i) =>
      recordOf(`${dateText(date)}T${clockText(hour, i)}`, who, call, cells),
    );
    return [...usual, ...rare].map((record, i) => ({ ...record, CorrelationId: `c${i}` }));
  });

export const offHoursRead: SecondWriting = {
  rows,
  histories,
  example: [
    ...Array.from({ length: 45 }, (_, i) =>
      recordOf(`${dateText(31 + Math.floor(i / 3))}T${clockText(9, i % 3)}`, 'ann', read, {
        CorrelationId: `c${i}`,
      }),
    ),
    recordOf('2026-04-21T02:10:00.0000000Z', 'ann', read),
  ],
};
