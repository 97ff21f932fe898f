import fc from 'fast-check';
import type { HandEvent } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { day, type FindingRow, groupsOf, isConfig, isOk } from './finding.js';
import { recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';

interface Run {
  readonly vault: string;
  /** The number of its first silent date. */
  readonly start: bigint;
  readonly silentDays: number;
  readonly last: HandEvent;
  readonly next: HandEvent | null;
}

const dateOf = ({ time }: HandEvent) => (time >= 0n ? time / day : (time - day + 1n) / day);

/** Midnight of a date as a report prints it; dates count as the events' times do. */
function midnight(date: bigint, { time, timeText }: HandEvent): string {
  const epoch = BigInt(Date.parse(`${timeText.slice(0, 10)}T00:00:00Z`)) / 86_400_000n;
  const days = epoch + date - dateOf({ time } as HandEvent);
  return `${new Date(Number(days) * 86_400_000).toISOString().slice(0, 10)}T00:00:00.0000000Z`;
}

function rows(events: readonly HandEvent[], now: bigint): FindingRow[] {
  const today = dateOf({ time: now } as HandEvent);
  const vaults = groupsOf(events, ({ vault }) => vault);
  const isRegular = (vault: string, start: bigint) => {
    const dates = new Set(vaults.get(vault)!.map(dateOf));
    return [...dates].filter((date) => date >= start - 14n && date < start).length >= 12;
  };
  const runs: Run[] = [];
  for (const [vault, own] of vaults) {
    for (const [i, last] of own.entries()) {
      const next = own[i + 1] ?? null;
      const start = dateOf(last) + 1n;
      const until = next === null || dateOf(next) > today ? today : dateOf(next);
      if (until > start && isRegular(vault, start))
        runs.push({ vault, start, silentDays: Number(until - start), last, next });
    }
  }
  return [...groupsOf(runs, ({ start }) => start)].flatMap(([start, together]): FindingRow[] => {
    const regular = [...vaults.keys()].filter((vault) => isRegular(vault, start));
    const isAll =
      regular.length >= 2 && regular.every((vault) => together.some((run) => run.vault === vault));
    return isAll ? [workspaceRow(together)] : together.map((run) => vaultRow(run, vaults.get(run.vault)!));
  });
}

const latest = (events: readonly HandEvent[]) => events.reduce((a, b) => (b.time > a.time ? b : a));
const earliest = (events: readonly HandEvent[]) => events.reduce((a, b) => (b.time < a.time ? b : a));

function workspaceRow(runs: readonly Run[]): FindingRow {
  const { start, last } = runs[0]!;
  const nexts = runs.flatMap(({ next }) => next ?? []);
  const from = latest(runs.map((run) => run.last)).timeText;
  const to = nexts.length === 0 ? null : earliest(nexts).timeText;
  const silentDays = Math.min(...runs.map((run) => run.silentDays));
  return [
    ...[
      midnight(start + 1n, last),
      '*',
      '',
      '',
      '',
      '',
      '',
      '',
      '[]',
      '[]',
      from,
      to,
      0,
      'Medium',
      'inferred',
    ],
    ...['workspace', from, to, silentDays, null, ''],
  ];
}

function vaultRow({ start, silentDays, last, next }: Run, own: readonly HandEvent[]): FindingRow {
  const change = own.findLast(
    (event) =>
      isOk(event) &&
      (isConfig(event) || event.operation === 'VaultDelete') &&
      event.time >= last.time - day &&
      event.time <= last.time,
  );
  const to = next?.timeText ?? null;
  const severity =
    change === undefined ? 'Medium' : change.operation === 'VaultDelete' ? 'Informational' : 'High';
  return [
    midnight(start + 1n, last),
    last.vaultName,
    String(last.record['SubscriptionId']),
    String(last.record['ResourceGroup']),
    ...[change?.actor ?? '', change?.actorType ?? '', change?.objectId ?? '', change?.appId ?? ''],
    ...['[]', '[]', last.timeText, to, 0, severity, 'inferred'],
    ...['vault', last.timeText, to, silentDays, change?.timeText ?? null, change?.operation ?? ''],
  ];
}

const read = { OperationName: 'SecretGet' };
const dateText = (date: number) => `2026-04-${String(date).padStart(2, '0')}`;

/** A record of each date of April on which one of some vaults is not silent, at times of its own. */
const histories: fc.Arbitrary<readonly Record[]> = fc
  .array(
    fc.record({
      silent: fc.array(
        fc.tuple(fc.constantFrom(3, 13, 15, 16, 20, 21, 27, 29), fc.constantFrom(1, 1, 2, 4, 20)),
        { maxLength: 2 },
      ),
      changed: fc.option(
        fc.tuple(fc.constantFrom(12, 14, 15, 19, 20, 26, 28), fc.constantFrom('VaultPatch', 'VaultDelete')),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((vaults) =>
    vaults.flatMap(({ silent, changed }, i): Record[] => {
      const Resource = i === 0 ? 'kv1' : `KV${i + 1}`;
      const dates = Array.from({ length: 30 }, (_, date) => date + 1).filter(
        (date) => !silent.some(([from, length]) => date >= from && date < from + length),
      );
      const reads = dates.map((date) =>
        recordOf(`${dateText(date)}T0${i}:00:00.0000000Z`, 'ann', read, {
          Resource,
          CorrelationId: `${date}`,
        }),
      );
      const changes =
        changed === null
          ? []
          : [
              recordOf(
                `${dateText(changed[0])}T0${i}:00:00.000000${i}Z`,
                'mal',
                { OperationName: changed[1] },
                {
                  Resource,
                  CorrelationId: `changed ${i}`,
                  httpStatusCode_d: '204',
                },
              ),
            ];
      return [...reads, ...changes];
    }),
  );

const daily = (Resource: string, dates: readonly number[]) =>
  dates.map((date) => recordOf(`${dateText(date)}T09:00:00.0000000Z`, 'ann', read, { Resource }));
const all = Array.from({ length: 29 }, (_, i) => i + 1);

export const logGap: SecondWriting = {
  rows,
  histories,
  example: [
    ...daily(
      'KV1',
      all.filter((date) => date < 18 || date > 20),
    ),
    ...daily('KV2', all),
    recordOf('2026-04-17T08:30:00.0000000Z', 'mal', { OperationName: 'VaultPatch' }),
  ],
  looksAtAll: true,
};
