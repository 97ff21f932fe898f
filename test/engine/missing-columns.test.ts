import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/replay.js';
import { detection } from '../../src/findings/detection.js';
import { about, patch, patched, patches } from '../support/patches.js';
import { at, replayed } from '../support/replayed.js';
import { severalInputs } from '../support/several-inputs.js';

describe('a column that no input has', () => {
  const needy = detection({
    ...about,
    id: 'tests/needy',
    query: patches.where('clientInfo_s', '==', '').project('TimeGenerated', 'Resource', 'tlsVersion_s'),
    time: 'TimeGenerated',
    summary: () => '',
  });

  test('reads as empty and is told with the detection that names it', async () => {
    const { tables, skipped, troubles } = await replayed([patched, needy], [patch(1)]);
    expect(tables.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(skipped).toEqual([]);
    expect(troubles).toEqual([
      {
        kind: 'missing-column',
        count: 1,
        examples: [{ path: '', line: null, detail: 'tests/needy names clientInfo_s, tlsVersion_s' }],
      },
    ]);
  });

  test('makes the detection be skipped when columns are strict', async () => {
    const result = await replayed([patched, needy], [patch(1)], { columns: 'strict' });
    expect(result.tables.map(({ name }) => name)).toEqual(['tests/patched']);
    expect(result.skipped).toEqual([
      {
        detection: 'tests/needy',
        reason: 'it names columns that no input has',
        columns: ['clientInfo_s', 'tlsVersion_s'],
      },
    ]);
    expect(result.troubles).toEqual([]);
  });

  test('is there when one input of several has it, even if it is empty', async () => {
    const source = severalInputs([[patch(1)], [patch(2, { clientInfo_s: '', tlsVersion_s: '' })]]);
    expect((await replay([needy], source)).troubles).toEqual([]);
  });

  test('is not told of when there is nothing to read', async () => {
    const { troubles } = await replayed([needy], [], { now: at('2026-04-12T12:00:00Z'), columns: 'strict' });
    expect(troubles).toEqual([]);
  });
});
