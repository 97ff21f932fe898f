import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/replay.js';
import { detection } from '../../src/findings/detection.js';
import { about, patch, patched, patchedLately, patches } from '../support/patches.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { severalInputs } from '../support/several-inputs.js';

describe('results', () => {
  test('are limited to (from, to], with those whose time is unknown', async () => {
    const records = [patch(1), patch(2), patch(3), patch(4), patch(5, { TimeGenerated: 'soon' })];
    const span = { from: at('2026-04-02T12:00:00Z'), to: at('2026-04-03T12:00:00Z') };
    const result = await replayed([patched], records, span);
    expect(cellsOf(result, 'tests/patched').map(([time]) => time)).toEqual([
      null,
      '2026-04-03T12:00:00.0000000Z',
    ]);
    expect(result.findings).toHaveLength(2);
    expect(result.scan.inputs[0]!.records).toBe(5);
  });

  test('are ordered by time, then by the columns from left to right', async () => {
    const records = [patch(2, { id_s: 'b' }), patch(1, { Resource: 'Z' }), patch(2, { id_s: 'a' }), patch(1)];
    const result = await replayed([patched], records);
    expect(cellsOf(result, 'tests/patched').map(([, vault, item]) => [vault, item])).toEqual([
      ['KV1', ''],
      ['Z', ''],
      ['KV1', 'a'],
      ['KV1', 'b'],
    ]);
  });

  test('keep the order in which a plan sorts them', async () => {
    const sorted = detection({
      ...about,
      id: 'tests/sorted',
      query: patches.sort('Resource', 'id_s asc').project('TimeGenerated', 'Resource', 'id_s'),
      time: 'TimeGenerated',
      summary: () => '',
    });
    const records = [
      patch(1),
      patch(2, { Resource: 'KV3', id_s: 'y' }),
      patch(3, { Resource: 'KV3', id_s: 'x' }),
    ];
    const result = await replayed([sorted], records);
    expect(cellsOf(result, 'tests/sorted').map(([, vault, item]) => `${vault}${item}`)).toEqual([
      'KV3x',
      'KV3y',
      'KV1',
    ]);
  });

  test('stand in the order of detections, duplicates included', async () => {
    const result = await replayed([patchedLately, patched], [patch(1), patch(1)]);
    expect(result.tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['tests/patched-lately', 2],
      ['tests/patched', 2],
    ]);
    expect(result.findings.map(({ detection }) => detection)).toEqual([
      'tests/patched-lately',
      'tests/patched-lately',
      'tests/patched',
      'tests/patched',
    ]);
    expect(result.detections).toEqual([patchedLately, patched]);
  });

  test('say what happened, to what, when, and in which record it stands', async () => {
    const { findings } = await replay(
      [patched],
      severalInputs([[patch(1, { OperationName: 'Other' })], [patch(3), patch(2)]]),
    );
    expect(findings[1]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      detection: 'tests/patched',
      severity: 'medium',
      time: at('2026-04-03T12:00:00Z'),
      title: 'Patched',
      summary: 'KV1 was patched',
      entities: { azureResource: { name: 'KV1' } },
      evidence: [{ path: '1.jsonl', line: 1 }],
      row: { TimeGenerated: '2026-04-03T12:00:00.0000000Z', Resource: 'KV1', id_s: '' },
    });
  });
});
