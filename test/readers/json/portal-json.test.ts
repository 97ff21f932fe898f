import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const portal = (rows: readonly object[]) => JSON.stringify(rows);

describe('a portal export turned into JSON', () => {
  test('has times as the portal shows them, zones in names and guessed numbers', async () => {
    const text = portal([
      {
        'TimeGenerated [UTC]': '3/11/2026, 8:15:30.123 AM',
        Resource: 'KV-HARBOR-PROD',
        httpStatusCode_d: 200,
        DurationMs: '',
        identity_claim_appidacr_s: 2,
      },
      {
        'TimeGenerated [UTC]': '3/31/2026, 12:00:00.000 AM',
        httpStatusCode_d: 'null',
        'certificateProperties_nbf_t [UTC]': '2026-03-11T08:15:30.522Z',
      },
    ]);
    const { rows, columns, troubles } = await readShape('portal-json', text);
    expect(rows).toEqual([
      {
        TimeGenerated: '2026-03-11T08:15:30.1230000Z',
        Resource: 'KV-HARBOR-PROD',
        httpStatusCode_d: 200,
        identity_claim_appidacr_s: '2',
      },
      {
        TimeGenerated: '2026-03-31T00:00:00.0000000Z',
        certificateProperties_nbf_t: '2026-03-11T08:15:30.5220000Z',
      },
    ]);
    expect(columns).toEqual([
      'TimeGenerated',
      'Resource',
      'httpStatusCode_d',
      'DurationMs',
      'identity_claim_appidacr_s',
      'certificateProperties_nbf_t',
    ]);
    expect(troubles).toEqual([]);
  });

  test('is read in the zone of its names', async () => {
    const text = portal([{ 'TimeGenerated [Eastern Time (US and Canada)]': '3/11/2026, 4:15:30.000 AM' }]);
    expect((await readShape('portal-json', text)).rows).toEqual([
      { TimeGenerated: '2026-03-11T08:15:30.0000000Z' },
    ]);
  });

  test('has the order of day and month that any of its rows decides, whatever the chunks', async () => {
    const text = portal(
      ['03/04/2026 20:26:12.030', '16/03/2026 20:26:12.030'].map((time) => ({ 'TimeGenerated [UTC]': time })),
    );
    for (const chunk of [1, 65_536])
      expect((await readShape('portal-json', text, { chunk })).rows).toEqual([
        { TimeGenerated: '2026-04-03T20:26:12.0300000Z' },
        { TimeGenerated: '2026-03-16T20:26:12.0300000Z' },
      ]);
  });

  test('put together from several zones is read in the first and says so', async () => {
    const text = portal([
      { 'TimeGenerated [UTC]': '3/31/2026, 8:00:00.000 AM' },
      { 'TimeGenerated [Local Time]': '3/31/2026, 9:00:00.000 AM' },
    ]);
    const given = await readShape('portal-json', text);
    expect(given.rows.length).toBe(2);
    expect(told(given, 'unknown-time-zone')).toEqual([
      'TimeGenerated: its times are in 2 zones; all are read as UTC',
    ]);
  });

  test('counts what is broken once', async () => {
    const given = await readShape(
      'portal-json',
      `[{"TimeGenerated [UTC]": "3/31/2026, 8:00:00.000 AM"},\n{"a" 1},\n{"TimeGenerated [UTC]": "x"`,
    );
    expect([given.rows.length, given.rejected]).toEqual([1, 2]);
    expect(given.troubles.map(({ kind, count }) => [kind, count])).toEqual([
      ['cut-file', 1],
      ['malformed-record', 2],
    ]);
  });
});

describe('what PowerShell writes as JSON', () => {
  const row = {
    TimeGenerated: '2026-03-11T08:15:30.1234567Z',
    httpStatusCode_d: '403',
    isRbacAuthorized_b: 'False',
    DurationMs: null,
    ResultDescription: '',
  };
  const read = {
    TimeGenerated: '2026-03-11T08:15:30.1234567Z',
    httpStatusCode_d: 403,
    isRbacAuthorized_b: false,
  };

  test.each([
    ['an array', [row]],
    ['one row', row],
    ['the whole answer', { Results: [row], Render: null, Statistics: {}, Error: null }],
    ['an array in an object', { value: [row], Count: 1 }],
    ['an array behind its count', { Count: 1, value: [row] }],
  ])('is read from %s', async (_, content) => {
    const { rows, troubles, columns } = await readShape('powershell-json', JSON.stringify(content, null, 4), {
      chunk: 9,
    });
    expect(rows).toEqual([read]);
    expect(troubles).toEqual([]);
    expect(columns).toEqual(Object.keys(row));
  });

  test('may say that rows are missing', async () => {
    const given = await readShape(
      'powershell-json',
      JSON.stringify({ Results: [row], Error: { code: 'PartialError' } }),
    );
    expect(told(given, 'partial-result')).toEqual(['1: PartialError']);
  });

  test('may have times that were cast to dates', async () => {
    const { rows } = await readShape('powershell-json', '[{"TimeGenerated": "\\/Date(1773216930123)\\/"}]');
    expect(rows).toEqual([{ TimeGenerated: '2026-03-11T08:15:30.1230000Z' }]);
  });

  test('a row cut in the middle is rejected once', async () => {
    const given = await readShape('powershell-json', JSON.stringify(row, null, 2).slice(0, 70));
    expect([given.rows.length, given.rejected]).toEqual([0, 1]);
  });
});
