import { describe, expect, test } from 'vitest';
import { patch, patched } from '../support/patches.js';
import { at, replayed } from '../support/replayed.js';

const told = async (days: readonly number[], now?: string) => {
  const records = days.map((day) => patch(day));
  const { troubles } = await replayed([patched], records, now === undefined ? {} : { now: at(now) });
  return troubles.find(({ kind }) => kind === 'newest-record-apart');
};

describe('a newest record more than a day after all others', () => {
  test('is told with its place, since it sets the clock', async () => {
    const trouble = await told([1, 28, 2, 3]);
    expect(trouble).toMatchObject({ count: 1, examples: [{ line: 2 }] });
    expect(trouble!.examples[0]!.detail).toContain('2026-04-28 12:00:00Z');
    expect(trouble!.examples[0]!.detail).toContain('2026-04-03 12:00:00Z');
  });

  test('is not told when it is exactly a day later, or shares its time with another', async () => {
    expect(await told([1, 2, 3])).toBeUndefined();
    expect(await told([1, 28, 28])).toBeUndefined();
  });

  test('is not told of a single record, or when the clock is given', async () => {
    expect(await told([1])).toBeUndefined();
    expect(await told([1, 28], '2026-04-03T00:00:00Z')).toBeUndefined();
  });
});
