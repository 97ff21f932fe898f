import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { eventsByHand, type HandEvent } from '../support/event-by-hand.js';
import { callerHistories, habitAnd } from '../support/extended-by-hand/caller-histories.js';
import { newOrigins } from '../support/extended-by-hand/new-origin.js';
import { clock } from '../support/histories.js';
import { mmdbFile } from '../support/mmdb.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const id = 'extended/new-origin';
const newOrigin = detections.find((each) => each.id === id)!;
const now = at(clock);

const home = { country: { names: { en: 'Home' } } };
const network = (name: string) => ({ autonomous_system_organization: name });

/** The addresses of the histories: two of one network in two countries, two of one name. */
const countries = mmdbFile({
  '203.0.113.0/26': home,
  '203.0.113.64/26': { country: { iso_code: 'XX' } },
  '198.51.100.0/31': home,
  '2001:db8:1::/48': { country: { iso_code: 'XX' } },
});
const networks = mmdbFile({
  '203.0.113.0/24': network('One'),
  '198.51.100.0/24': network('One'),
  '2001:db8:1::/64': network('Two'),
});

const places: { readonly [ip: string]: readonly [string, string] } = {
  '203.0.113.9': ['Home', 'One'],
  '203.0.113.77': ['XX', 'One'],
  '198.51.100.1': ['Home', 'One'],
  '::ffff:198.51.100.2': ['', 'One'],
  '2001:db8:1::9': ['XX', 'Two'],
};
const placeOf = ({ ip }: HandEvent) => places[ip] ?? (['', ''] as const);

const placed = newOrigin.configure!({ mmdb: [countries, networks] });

const expectedOf = (records: readonly Record[]) => newOrigins(eventsByHand(records, BigInt(now)), placeOf);

describe('new origins with files of addresses', () => {
  test('are what plain loops give, over any history', async () => {
    await fc.assert(
      fc.asyncProperty(callerHistories, async (records) => {
        const result = await replayed([placed], records, { now });
        expect(multiset(cellsOf(result, id))).toEqual(multiset(expectedOf(records)));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test.each([
    ['High', 'a country that is new', '2001:db8:1::9', 'XX', 'Two'],
    ['Low', 'a country and a name that are known', '198.51.100.1', 'Home', 'One'],
    ['Medium', 'a country that nobody knows', '::ffff:198.51.100.2', '', 'One'],
  ])('are %s from %s', async (severity, _, address, country, name) => {
    const records = habitAnd({ CallerIPAddress: address }).map((record, i) =>
      i < 30 ? { ...record, CallerIPAddress: '203.0.113.9' } : record,
    );
    const { findings } = await replayed([placed], records, { now });
    expect(findings).toMatchObject([
      {
        severity: severity.toLowerCase(),
        summary: expect.stringContaining(`(${country === '' ? '' : `${country}, `}${name})`),
        row: { Severity: severity, Country: country, NetworkName: name },
      },
    ]);
  });

  test('need the name of the network to be Low', async () => {
    const records = habitAnd({ CallerIPAddress: '198.51.100.1' }).map((record, i) =>
      i < 30 ? { ...record, CallerIPAddress: '203.0.113.9' } : record,
    );
    const { findings } = await replayed([newOrigin.configure!({ mmdb: [countries] })], records, { now });
    expect(findings).toMatchObject([{ severity: 'medium', row: { Country: 'Home', NetworkName: '' } }]);
  });
});
