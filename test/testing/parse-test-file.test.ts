import { describe, expect, test } from 'vitest';
import { detection } from '../../src/findings/detection.js';
import { ago, azureDiagnostics, configurable, timespan, toKql } from '../../src/index.js';
import { days, formatInstant } from '../../src/records/instant.js';
import { UsageError } from '../../src/records/usage-error.js';
import { parseTestFile } from '../../src/testing/parse-test-file.js';
import type { TestInput } from '../../src/testing/test-file.js';
import { usualNow } from '../../src/testing/test-time.js';
import { about, patched, patchedLately } from '../support/patches.js';

const parse = (text: string) => parseTestFile(text, 'rules/patched.test.yaml', [patched, patchedLately]);

/** A test file with one test of these lines. */
const withTest = (...lines: string[]) =>
  ['detection: tests/patched', 'tests:', '  - name: one', ...lines.map((line) => `    ${line}`), ''].join(
    '\n',
  );

/** A test file with one record of these fields. */
const withRecord = (fields: string) => withTest(`records: [{vaultPatch: {${fields}}}]`, 'quiet: true');

const recordsIn = (input: TestInput) => (input.kind === 'records' ? input.records : []);

describe('a test file', () => {
  test('gives tests with complete records, a clock and what is expected', () => {
    const {
      detection: tested,
      tests,
      survivors,
    } = parse(
      [
        'detection: tests/patched',
        'now: 2026-04-02',
        'survivors:',
        '  - {mutant: "2: drop the step", because: it is implied}',
        'tests:',
        '  - name: fires on a change',
        '    records:',
        '      - vaultPatch: {at: -1d, vault: kv-a}',
        '      - secretGet:',
        '    fires: {Resource: KV-A, TimeGenerated: -1d}',
        '  - name: stays quiet',
        '    now: 2026-04-03T10:00Z',
        '    records: [{secretGet: {at: now}}]',
        '    quiet: true',
      ].join('\n'),
    );
    expect(tested).toBe(patched);
    expect(survivors).toMatchObject([{ mutant: '2: drop the step', because: 'it is implied' }]);
    expect(tests.map(({ name, now }) => [name, formatInstant(now!)])).toEqual([
      ['fires on a change', '2026-04-02T00:00:00.0000000Z'],
      ['stays quiet', '2026-04-03T10:00:00.0000000Z'],
    ]);
    expect(recordsIn(tests[0]!.input)).toMatchObject([
      { TimeGenerated: '2026-04-01T00:00:00.0000000Z', OperationName: 'VaultPatch', Resource: 'KV-A' },
      { TimeGenerated: '2026-04-02T00:00:00.0000000Z', OperationName: 'SecretGet', Resource: 'KV-TEST' },
    ]);
    const row = new Map([
      ['Resource', 'KV-A'],
      ['TimeGenerated', '2026-04-01T00:00:00.0000000Z'],
    ]);
    expect(tests[0]!.expected).toEqual({ kind: 'fires', rows: [row], count: { exactly: 1 } });
    expect(tests[1]!.expected).toEqual({ kind: 'quiet' });
  });

  test('takes the usual clock when none is named, and that of the newest record for files', () => {
    const inline = parse(withTest('records: [{vaultPatch: {}}]', 'fires: true'));
    expect(inline.tests[0]!.now).toBe(usualNow);
    const file = parse(withTest('file: [a.csv, ../b.json]', 'fires: true', 'atLeast: 2'));
    expect(file.tests[0]).toMatchObject({
      now: null,
      input: { kind: 'files', paths: ['rules/a.csv', 'b.json'] },
      expected: { kind: 'fires', rows: [], count: { atLeast: 2 } },
    });
  });

  test('knows where each expectation stands', () => {
    const text = withTest('fires:', '  - Resource: KV-A', 'records: [{vaultPatch: {}}]', 'exactly: 3');
    const written = [...parse(text).tests[0]!.written].map(([key, span]) => [
      key,
      text.slice(...span).trim(),
    ]);
    expect(written).toEqual([
      ['fires', 'fires:\n      - Resource: KV-A'],
      ['exactly', 'exactly: 3'],
    ]);
  });

  test('makes a series of a record', () => {
    const { tests } = parse(withRecord('at: -3d, every: 1d, times: 3, id_s: null'));
    const records = recordsIn(tests[0]!.input);
    expect(records.map(({ TimeGenerated }) => TimeGenerated)).toEqual([
      '2026-04-27T12:00:00.0000000Z',
      '2026-04-28T12:00:00.0000000Z',
      '2026-04-29T12:00:00.0000000Z',
    ]);
    expect(records.some((record) => 'id_s' in record)).toBe(false);
  });

  test('writes arrays of columns as Azure does: JSON text', () => {
    const { tests } = parse(withRecord('addedAccessPolicy_Permissions_keys_s: [get, list]'));
    expect(recordsIn(tests[0]!.input)[0]).toMatchObject({
      addedAccessPolicy_Permissions_keys_s: '["get","list"]',
    });
  });

  test.each([
    ['', '1:1: the file is empty'],
    ['# nothing\n', 'the file is empty'],
    ['tests: []\n', '1:1: the key detection is missing'],
    ['detection: tests/patched\n', '1:1: the key tests is missing'],
    ['detection: tests/patched\ntests: []\n', '2:8: tests: there are no tests'],
    [
      'detection: tests/pached\ntests: []\n',
      '1:12: detection: no detection is called tests/pached. Did you mean tests/patched?',
    ],
    ['detection: tests/patched\ntest: []\n', '2:1: test: unknown key test. Did you mean tests?'],
    [
      'detection: tests/patched\nnow: yesterday\ntests: [{}]\n',
      '2:6: now: "yesterday" stands here; it takes a date',
    ],
    ['detection: tests/patched\nnow: -1d\ntests: [{}]\n', '2:6: now: "-1d" stands here; it takes a date'],
    [withTest('records: [{vaultPatch: {}}]'), '3:5: tests[0]: the test expects nothing'],
    [withTest('fires: true'), '3:5: tests[0]: the test has no records'],
    [withTest('records: []', 'fires: true'), '4:14: tests[0].records: there are no records'],
    [
      withTest('records: [{vaultPatch: {}}]', 'fired: true'),
      '5:5: tests[0].fired: unknown key fired. Did you mean fires?',
    ],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: false'),
      '5:12: tests[0].fires: "false" stands here; it takes true, a row',
    ],
    [withTest('records: [{vaultPatch: {}}]', 'fires: []'), '5:12: tests[0].fires: lists no row'],
    [withTest('records: [{vaultPatch: {}}]', 'fires: {}'), '5:12: tests[0].fires: names no column'],
    [
      withTest('records: [{vaultPatch: {}}]', 'quiet: false'),
      '5:12: tests[0].quiet: "false" stands here; it takes true',
    ],
    [
      withTest('records: [{vaultPatch: {}}]', 'quiet: true', 'exactly: 1'),
      '5:12: tests[0].quiet: a quiet test has no exactly',
    ],
    [withTest('records: [{vaultPatch: {}}]', 'quiet: true', 'fires: true'), 'a quiet test has no fires'],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: true', 'exactly: 0'),
      '6:14: tests[0].exactly: "0" stands here; it takes a whole number from 1',
    ],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: [{id_s: a}, {id_s: b}]', 'atLeast: 1'),
      'is less than the 2 rows that are written out',
    ],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: true', 'atLeast: 1', 'exactly: 1'),
      'exactly or atLeast, not both',
    ],
    [withTest('records: [{vaultPatch: {}}]', 'file: x', 'fires: true'), 'records or a file, not both'],
    [withTest('file: []', 'fires: true'), '4:11: tests[0].file: names no file'],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: {Ressource: x}'),
      '5:13: tests[0].fires.Ressource: there is no column Ressource in the result. Did you mean Resource? It has TimeGenerated, Resource, id_s',
    ],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: {Resource: 1}'),
      '5:23: tests[0].fires.Resource: takes text: put 1 in quotes',
    ],
    [withTest('records: [{vaultPatch: {}}]', 'fires: {Resource: null}'), 'takes text: the empty one is ""'],
    [
      withTest('records: [{vaultPatch: {}}]', 'fires: {TimeGenerated: noon}'),
      '5:28: tests[0].fires.TimeGenerated: takes a time',
    ],
    [withTest('file: x', 'fires: {TimeGenerated: -1d}'), 'one by the clock needs a `now`'],
    [
      withTest('records: [{vaultPach: {}}]', 'fires: true'),
      '4:16: tests[0].records[0].vaultPach: unknown kind vaultPach. Did you mean vaultPatch?',
    ],
    [withTest('records: [{constructor: {}}]', 'fires: true'), 'unknown kind constructor'],
    [
      withTest('records:', '  - vaultPatch:', '    at: -1d', 'fires: true'),
      '6:9: tests[0].records[0].at: a record is one kind with its fields: indent at below vaultPatch',
    ],
    [withTest('records: [{}]', 'fires: true'), 'is empty: write a kind with its fields'],
    [withTest('records: [{vaultPatch: 3}]', 'fires: true'), 'it takes a mapping'],
    [
      withRecord('Ressource: x'),
      '4:29: tests[0].records[0].vaultPatch.Ressource: there is no column Ressource that the table or the detection knows. Did you mean Resource?',
    ],
    [withRecord('__proto__: x'), 'there is no column __proto__'],
    [withRecord('colour_s: x'), 'A column of your own stands under extra:'],
    [
      withRecord('extra: {colour: x}'),
      '4:37: tests[0].records[0].vaultPatch.extra.colour: colour is no name of a further column',
    ],
    [withRecord('extra: {id_s: x}'), 'id_s is a known column: write it outside extra'],
    [withRecord('extra: {size_d: big}'), '4:45: tests[0].records[0].vaultPatch.extra.size_d: takes a number'],
    [withRecord('extra: x'), 'takes columns, `name: value`'],
    [
      withRecord('httpStatusCode_d: "200"'),
      '4:47: tests[0].records[0].vaultPatch.httpStatusCode_d: takes a number',
    ],
    [withRecord('DurationMs: 1.5'), 'takes a whole number'],
    [withRecord('isRbacAuthorized_b: yes'), 'takes true or false'],
    [withRecord('id_s: 5'), 'takes text: put 5 in quotes'],
    [withRecord('at: 9m'), '4:33: tests[0].records[0].vaultPatch.at: takes a time'],
    [withRecord('at: -1d, TimeGenerated: -1d'), 'at says the time already'],
    [withRecord('at: -1d, times: 2'), 'a series needs every too'],
    [withRecord('at: -1d, every: 1d'), 'a series needs times too'],
    [withRecord('every: 1d, times: 0'), 'takes a whole number from 1'],
    [withRecord('every: -1d, times: 2'), 'takes a length of time'],
    [withRecord('every: 300000d, times: 100'), 'the series goes beyond the year 9999'],
    [withRecord('vault: 7'), 'takes text'],
    [withTest('records: [{record: {vault: a}}]', 'fires: true'), 'there is no column vault'],
    [
      `${withTest('records: [{vaultPatch: {}}]', 'fires: true')}  - name: one\n    records: [{vaultPatch: {}}]\n    fires: true\n`,
      '6:5: tests[1]: another test is called one too',
    ],
    [
      `${withTest('records: [{vaultPatch: {}}]', 'fires: true')}survivors: [{mutant: x}]\n`,
      'the key because is missing',
    ],
  ])('is refused: %#', (text, message) => {
    const failure = (() => {
      try {
        return parse(text);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toContain(message);
    expect((failure as Error).message).toMatch(/^rules\/patched\.test\.yaml:\d+:\d+: /);
  });

  test('knows the columns that the plan of its detection declares, by their suffix', () => {
    const query = azureDiagnostics
      .declare('colour_s', 'size_d')
      .project('TimeGenerated', 'colour_s', 'size_d');
    const painted = detection({ ...about, id: 'tests/painted', query, time: 'TimeGenerated' });
    const text = (size: string) =>
      `detection: tests/painted\ntests: [{name: one, records: [{record: {colour_s: red, size_d: ${size}}}], fires: true}]\n`;
    const { tests } = parseTestFile(text('3'), 'a.yaml', [painted]);
    expect(recordsIn(tests[0]!.input)).toEqual([
      { TimeGenerated: formatInstant(usualNow), colour_s: 'red', size_d: 3 },
    ]);
    expect(() => parseTestFile(text('big'), 'a.yaml', [painted])).toThrow('size_d: takes a number');
  });

  test('can set parameters of its detection for a test', () => {
    const since = configurable(
      { within: { type: 'timespan', default: days(1), description: 'how long ago' } },
      ({ within }) => {
        const query = azureDiagnostics
          .where('TimeGenerated', '>', ago(timespan(within)))
          .project('TimeGenerated');
        return detection({ ...about, id: 'tests/since', query, time: 'TimeGenerated' });
      },
    );
    const text = (parameters: string) =>
      `detection: tests/since\ntests: [{name: one, ${parameters}, records: [{record: {}}], fires: true}]\n`;
    const parsed = (parameters: string) => parseTestFile(text(parameters), 'a.yaml', [since]).tests[0]!;
    expect(toKql(parsed('parameters: {within: 90s}').detection.plan)).toContain('ago(90s)');
    expect(() => parsed('parameters: {withn: 90s}')).toThrow(
      'a.yaml:2:34: tests[0].parameters.withn: tests/since has no parameter withn. Did you mean within?',
    );
    expect(() => parsed('parameters: {within: 1}')).toThrow('takes a length of time');
    expect(() => parsed('parameters: {}')).toThrow('sets no parameter');
  });
});
