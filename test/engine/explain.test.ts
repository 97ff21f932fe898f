import { describe, expect, test } from 'vitest';
import { explain } from '../../src/engine/explain.js';
import { detection } from '../../src/findings/detection.js';
import { argMax, by, on } from '../../src/index.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { formatInstant } from '../../src/records/instant.js';
import { about, patch, patched, patchedLately, patches } from '../support/patches.js';

const other = patch(1, { OperationName: 'VaultGet', ResourceType: 'SERVERS' });

describe('an explanation', () => {
  test('counts the rows of every step, of records too that a replay leaves in the reader', async () => {
    const { rows, request } = await explain(patched, recordsOf([patch(1), other, patch(2), other, other]));
    expect([...rows].map(([{ kind }, count]) => [kind, count]).sort()).toEqual([
      ['project', 2],
      ['scan', 5],
      ['where', 2],
    ]);
    expect(request.wanted).toEqual([[{ column: 'OperationName', op: '==', value: 'VaultPatch' }]]);
    expect(request.columns.map(({ name }) => name)).toEqual([
      'TimeGenerated',
      'OperationName',
      'Resource',
      'id_s',
    ]);
  });

  test('counts a step once that is used twice', async () => {
    const latest = patches.summarize(argMax('TimeGenerated', '*'), by('Resource'));
    const twice = detection({
      ...about,
      id: 'tests/twice',
      query: patches.join('leftsemi', latest, on('Resource')).project('TimeGenerated'),
      time: 'TimeGenerated',
    });
    const { rows } = await explain(twice, recordsOf([patch(1), patch(2), patch(2, { Resource: 'KV2' })]));
    expect([...rows].map(([{ kind }, count]) => [kind, count]).sort()).toEqual([
      ['join', 3],
      ['project', 3],
      ['scan', 3],
      ['summarize', 2],
      ['where', 3],
    ]);
  });

  test('sets the clock as a replay does', async () => {
    const records = recordsOf([patch(1), patch(3)]);
    const { clock, rows } = await explain(patchedLately, records);
    expect([formatInstant(clock.now!), clock.from]).toEqual([
      '2026-04-03T12:00:00.0000000Z',
      'newest record',
    ]);
    expect(rows.get(patchedLately.plan)).toBe(1);
    const { clock: given } = await explain(patched, records, { now: clock.now! });
    expect(given.from).toBe('option');
    expect((await explain(patched, records)).clock).toEqual(clock);
  });

  test('names the columns that no input has', async () => {
    const { missing } = await explain(
      patched,
      recordsOf([{ TimeGenerated: '2026-04-01T00:00:00Z', Resource: 'KV1' }]),
    );
    expect(missing).toEqual(['OperationName', 'id_s']);
  });
});
