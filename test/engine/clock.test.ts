import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/replay.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { formatInstant } from '../../src/records/instant.js';
import type { ScanRequest } from '../../src/records/scan.js';
import { patch, patched, patchedLately } from '../support/patches.js';
import { at, replayed } from '../support/replayed.js';
import { severalInputs } from '../support/several-inputs.js';

describe('the clock', () => {
  const records = [patch(10), patch(12), patch(11)];

  test('is the newest record when it is not given', async () => {
    const { clock, tables } = await replayed([patchedLately], records);
    expect([formatInstant(clock.now!), clock.from]).toEqual([
      '2026-04-12T12:00:00.0000000Z',
      'newest record',
    ]);
    // A day before the clock is not after it.
    expect(tables[0]!.rows).toHaveLength(1);
  });

  test('is what the caller says', async () => {
    const { clock, tables } = await replayed([patchedLately], records, {
      now: at('2026-04-12T11:59:59.9999999Z'),
    });
    expect(clock.from).toBe('option');
    expect(tables[0]!.rows).toHaveLength(2);
  });

  test('is the newest record of all inputs, of whatever service', async () => {
    const other = patch(20, { OperationName: 'Other', ResourceType: 'SERVERS' });
    const { clock } = await replay([patched], severalInputs([[other], records]));
    expect(formatInstant(clock.now!)).toBe('2026-04-20T12:00:00.0000000Z');
  });

  test('is read beforehand only when a detection looks at it', async () => {
    const requests: ScanRequest[] = [];
    const source = recordsOf(records);
    const watched = {
      scan: (request: ScanRequest, sink: Parameters<typeof source.scan>[1]) => {
        requests.push(request);
        return source.scan(request, sink);
      },
    };
    await replay([patched], watched);
    expect(requests).toHaveLength(1);
    await replay([patchedLately], watched, { now: at('2026-04-12T12:00:00Z') });
    expect(requests).toHaveLength(2);
    await replay([patched, patchedLately], watched);
    expect(requests.slice(2).map(({ wanted }) => wanted.length)).toEqual([0, 1]);
  });

  test('is none when no record has a time: detections that look at it are skipped, the others run', async () => {
    const timeless = [patch(1, { TimeGenerated: '' })];
    const result = await replayed([patched, patchedLately], timeless);
    expect(result.clock).toEqual({ now: null, from: 'newest record' });
    expect(result.tables.map(({ name, rows }) => [name, rows.length])).toEqual([[patched.id, 1]]);
    expect(result.skipped).toMatchObject([{ detection: patchedLately.id, columns: [] }]);
    expect(result.skipped[0]!.reason).toContain('--now');
  });

  test('is none when there is no record, which no --now helps', async () => {
    const { skipped } = await replayed([patchedLately], []);
    expect(skipped[0]!.reason).toBe('there was no record to look at');
  });

  test('serves records without a time when it is given', async () => {
    const timeless = [patch(1, { TimeGenerated: '' })];
    const { tables } = await replayed([patched, patchedLately], timeless, {
      now: at('2026-04-12T12:00:00Z'),
    });
    expect(tables.map(({ rows }) => rows.length)).toEqual([1, 0]);
  });
});
