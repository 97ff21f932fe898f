import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { replay } from '../../../src/engine/replay.js';
import { openExports } from '../../../src/readers/exports.js';
import { formatInstant } from '../../../src/records/instant.js';
import { temporaryFolder } from '../../support/bytes.js';
import { patchedLately } from '../../support/patches.js';

const count = 30_000;

/** Times of a month, a minute apart, oldest first. */
const times = Array.from({ length: count }, (_, i) =>
  new Date(Date.UTC(2026, 3, 1) + i * 60_000).toISOString(),
);
const newest = '2026-04-21T19:59:00.0000000Z';

const csv = (ordered: readonly string[]) =>
  `TimeGenerated,ResourceType,Resource,requestUri_s\n${ordered
    .map((time) => `${time},VAULTS,KV,https://kv.vault.azure.net/secrets/one-of-many-secrets\n`)
    .join('')}`;

const objects = (ordered: readonly string[]) =>
  ordered.map((time) =>
    JSON.stringify({
      TimeGenerated: time,
      ResourceType: 'VAULTS',
      Resource: 'KV',
      requestUri_s: 'x'.repeat(40),
    }),
  );

const jsonLines = (ordered: readonly string[]) => objects(ordered).join('\n');
const array = (ordered: readonly string[]) => `[${objects(ordered).join(',')}]`;
const reversed = times.toReversed();
const middle = [...times.slice(count / 2), ...times.slice(0, count / 2)];
const head = times[2_000]!;

async function atEnds(content: string | Uint8Array) {
  const path = `${temporaryFolder()}/export`;
  writeFileSync(path, content);
  const source = await openExports([path]);
  const at = await source.newestAtEnds();
  return { source, at: at === null ? null : formatInstant(at) };
}

describe('the newest time at the ends of an input', () => {
  test.each([
    ['of CSV, oldest first', csv(times)],
    ['of CSV, newest first', csv(reversed)],
    ['of CSV without a last line end', csv(times).trimEnd()],
    ['of JSON Lines, oldest first', jsonLines(times)],
    ['of JSON Lines, newest first', jsonLines(reversed)],
    ['of an array, newest first', array(reversed)],
    ['of packed CSV, newest first', gzipSync(csv(reversed), { level: 0 })],
    ['of an input as small as its ends', csv([times[0]!, times.at(-1)!, times[1]!])],
  ])('is that of all records: %s', async (_, content) => {
    expect((await atEnds(content)).at).toBe(newest);
  });

  test.each([
    ['where it stands in the middle', csv(middle)],
    ['of an array, oldest first', array(times)],
    ['of packed CSV, oldest first', gzipSync(csv(times), { level: 0 })],
  ])('is older %s; a replay finds the newest all the same', async (_, content) => {
    const { source, at } = await atEnds(content);
    expect(at).not.toBe(newest);
    expect(at! >= head.slice(0, 10)).toBe(true);
    const { clock, scan } = await replay([patchedLately], source);
    expect(formatInstant(clock.now!)).toBe(newest);
    expect(scan.inputs[0]!.records).toBe(count);
  });

  test('is none where no record there has a time', async () => {
    const { source, at } = await atEnds(csv(times.map(() => '')));
    expect(at).toBeNull();
    expect((await replay([patchedLately], source)).clock.now).toBeNull();
  });
});
