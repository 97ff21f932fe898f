import fc from 'fast-check';
import type { HandEvent } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { day, groupsOf, isOk } from './finding.js';
import { itemIn, recordOf } from './histories.js';

/** The number of the date of an event. */
export const dateOf = ({ time }: HandEvent): bigint => (time - (((time % day) + day) % day)) / day;

/** What callers did who are named, background aside. */
export const doneBy = (events: readonly HandEvent[]): readonly HandEvent[] =>
  events.filter((event) => isOk(event) && !event.isNoise && event.actor !== '');

/** What a caller did on the history dates of an event; null when that is too little. */
export function historyOf(done: readonly HandEvent[], event: HandEvent): readonly HandEvent[] | null {
  const history = done.filter(
    (other) =>
      other.actor === event.actor &&
      dateOf(other) >= dateOf(event) - 30n &&
      dateOf(other) <= dateOf(event) - 2n,
  );
  const dates = new Set(history.map(dateOf));
  return history.length >= 20 && dates.size >= 5 ? history : null;
}

/** Novel events of a kind, together with those that follow before the first is settled. */
export function opened(
  novel: readonly HandEvent[],
  kindOf: (event: HandEvent) => string,
): readonly (readonly HandEvent[])[] {
  return [...groupsOf(novel, kindOf).values()].flatMap((events) => {
    const rows: HandEvent[][] = [];
    for (const event of events) {
      const row = rows.at(-1);
      if (row !== undefined && dateOf(event) <= dateOf(row[0]!) + 1n) row.push(event);
      else rows.push([event]);
    }
    return rows;
  });
}

const dateText = (date: number) =>
  new Date(Date.UTC(2026, 2, 1) + date * 86_400_000).toISOString().slice(0, 10);

const addresses = [
  '203.0.113.9',
  '203.0.113.77',
  '198.51.100.1',
  '::ffff:198.51.100.2',
  '2001:db8:1::9',
  '?',
];
const clients = ['curl/8.1', 'curl/7', 'AZURECLI/2.74.0', 'Mozilla/5.0 (X11)', ''];
const applications = ['a1a1a1a1-8ddb-461a-bbee-02f9e1bf7b46', 'b2b2b2b2-8ddb-461a-bbee-02f9e1bf7b46', ''];
const longUpn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const someone = fc.constantFrom<Record>(
  { identity_claim_upn_s: 'ann@x' },
  { identity_claim_upn_s: 'Ann@X' },
  { identity_claim_upn_s: 'mal@x' },
  { identity_claim_upn_s: '', [longUpn]: 'mal@x' },
  { identity_claim_upn_s: '', identity_claim_idtyp_s: 'app', identity_claim_appid_g: applications[0] },
);

/** What callers do who have a history, and at times what they never did before; some do little. */
export const callerHistories: fc.Arbitrary<readonly Record[]> = fc
  .tuple(
    fc.array(
      fc.record({
        who: someone,
        from: fc.integer({ min: 0, max: 30 }),
        times: fc.integer({ min: 1, max: 9 }),
        every: fc.constantFrom(1, 1, 2, 6),
        daily: fc.integer({ min: 1, max: 4 }),
        address: fc.constantFrom(...addresses),
        client: fc.constantFrom(...clients),
        application: fc.constantFrom(...applications),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    fc.array(
      fc.record({
        who: someone,
        date: fc.integer({ min: 5, max: 60 }),
        hour: fc.constantFrom(0, 9, 23),
        address: fc.constantFrom(...addresses),
        client: fc.constantFrom(...clients),
        application: fc.constantFrom(...applications),
        status: fc.constantFrom('200', '200', '200', '403'),
        call: fc.constantFrom<Record>(
          { OperationName: 'SecretGet', ...itemIn('secrets/x') },
          { OperationName: 'SecretGet', ...itemIn('secrets/Y') },
          { OperationName: 'KeyBackup', ...itemIn('keys/k') },
          { OperationName: 'SecretList' },
          { OperationName: 'SecretSet', ...itemIn('secrets/x') },
          { OperationName: 'VaultGet' },
          { OperationName: 'VaultPatch' },
          { OperationName: 'VaultDelete' },
        ),
      }),
      { maxLength: 20 },
    ),
  )
  .map(([habits, others]) => {
    const usual = habits.flatMap(({ who, from, times, every, daily, address, client, application }) =>
      Array.from({ length: times * daily }, (_, i) =>
        recordOf(
          `${dateText(from + every * Math.floor(i / daily))}T0${i % daily}:00:00.0000000Z`,
          'ann',
          { OperationName: 'SecretGet', ...itemIn('secrets/x') },
          { identity_claim_appid_g: application, ...who, CallerIPAddress: address, clientInfo_s: client },
        ),
      ),
    );
    const rare = others.map(({ who, date, hour, address, client, application, status, call }, i) =>
      recordOf(`${dateText(date)}T${String(hour).padStart(2, '0')}:00:00.0000000Z`, 'ann', call, {
        Resource: i % 3 === 0 ? 'KV2' : 'kv1',
        identity_claim_appid_g: application,
        ...who,
        CallerIPAddress: address,
        clientInfo_s: client,
        httpStatusCode_d: status,
      }),
    );
    return [...usual, ...rare].map((record, i) => ({ ...record, CorrelationId: `c${i}` }));
  });

/** Three reads on each of ten dates, and one that is told. */
export const habitAnd = (last: Record): readonly Record[] => [
  ...Array.from({ length: 30 }, (_, i) =>
    recordOf(
      `${dateText(31 + Math.floor(i / 3))}T0${i % 3}:00:00.0000000Z`,
      'ann',
      { OperationName: 'SecretGet', ...itemIn('secrets/x') },
      { CorrelationId: `c${i}` },
    ),
  ),
  recordOf(
    '2026-04-20T09:01:00.0000000Z',
    'ann',
    { OperationName: 'SecretGet', ...itemIn('secrets/x') },
    last,
  ),
];
