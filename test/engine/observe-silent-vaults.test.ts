import { describe, expect, test } from 'vitest';
import { patch, patched } from '../support/patches.js';
import { type Record, replayed } from '../support/replayed.js';

const daysOfApril = Array.from({ length: 30 }, (_, i) => i + 1);

/** Records of a vault at noon of some days. */
const vault = (name: string, days: readonly number[], cells: Record = {}): Record[] =>
  days.map((day) => patch(day, { Resource: name, ...cells }));

const without = (...days: number[]) => daysOfApril.filter((day) => !days.includes(day));

/** What is told of silent vaults over some records. */
async function told(...records: readonly Record[][]): Promise<string[]> {
  const { troubles } = await replayed([patched], records.flat());
  return troubles.flatMap(({ kind, examples }) =>
    kind === 'silent-vault' ? examples.map(({ detail }) => detail) : [],
  );
}

describe('a vault with records on nearly every day', () => {
  test('is told when it has none for three whole days while others have', async () => {
    expect(await told(vault('KV1', daysOfApril), vault('KV2', without(18, 19, 20)))).toEqual([
      'KV2 has no records from 2026-04-18 to 2026-04-20, and some on 25 of 25 other days',
    ]);
  });

  test('is told when its records stop before the others, or begin after them', async () => {
    const stops = daysOfApril.filter((day) => day < 20);
    const begins = daysOfApril.filter((day) => day > 9);
    expect(await told(vault('KV1', daysOfApril), vault('KV3', begins), vault('KV2', stops))).toEqual([
      'KV2 has no records from 2026-04-20 to 2026-04-29, and some on 18 of 18 other days',
      'KV3 has no records from 2026-04-02 to 2026-04-09, and some on 20 of 20 other days',
    ]);
  });

  test('is not told for two days, such as a weekend', async () => {
    expect(await told(vault('KV1', daysOfApril), vault('KV2', without(18, 19)))).toEqual([]);
  });

  test('is not told for days on which nothing has records: the export has none', async () => {
    const days = without(18, 19, 20);
    expect(await told(vault('KV1', days), vault('KV2', days))).toEqual([]);
  });

  test('is not told for the first and the last day, which the export may have cut', async () => {
    expect(await told(vault('KV1', daysOfApril), vault('KV2', without(1, 2, 3)))).toEqual([]);
    expect(await told(vault('KV1', daysOfApril), vault('KV2', without(28, 29, 30)))).toEqual([]);
  });
});

describe('nothing is told', () => {
  test('of a vault that is used on working days, or now and then', async () => {
    const workingDays = without(4, 5, 11, 12, 18, 19, 20, 25, 26);
    expect(await told(vault('KV1', daysOfApril), vault('KV2', workingDays))).toEqual([]);
    expect(await told(vault('KV1', daysOfApril), vault('KV2', [3, 9, 22]))).toEqual([]);
  });

  test('of other resources and of records whose time is unknown', async () => {
    const others = vault('SRV', without(18, 19, 20), { ResourceType: 'SERVERS' });
    const timeless = vault('KV1', [18], { TimeGenerated: 'soon' });
    expect(await told(vault('KV1', daysOfApril), others, timeless)).toEqual([]);
  });

  test('of one vault alone', async () => {
    expect(await told(vault('KV1', without(18, 19, 20)))).toEqual([]);
  });
});
