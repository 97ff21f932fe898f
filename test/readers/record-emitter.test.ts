import { describe, expect, test } from 'vitest';
import { RecordEmitter } from '../../src/readers/record-emitter.js';
import { parseIso } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import type { ColumnTest, ScanRequest } from '../../src/records/scan.js';
import { Troubles } from '../../src/records/trouble.js';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'OperationName', type: 'string' },
  { name: 'httpStatusCode_d', type: 'real' },
] as const;

function emitterFor(wanted: ScanRequest['wanted']) {
  const seen: Row[] = [];
  const pushed: Row[] = [];
  const troubles = new Troubles();
  const emitter = new RecordEmitter(
    'a.csv',
    3,
    { columns, always: 1, wanted },
    { seen: (row) => seen.push([...row]), push: (row) => pushed.push(row) },
    troubles,
    new Set(),
  );
  emitter.spell({ missingWord: null }, () => (text) => parseIso(text) ?? undefined);
  const emit = (line: number, ...cells: unknown[]) => emitter.emit(line, (index) => cells[index]);
  return { emitter, emit, seen, pushed, troubles };
}

const instant = parseIso('2026-03-11T08:00:00Z')!;

describe('the record emitter', () => {
  test('pushes wanted records with their place and their values by slot', () => {
    const { emit, pushed } = emitterFor([[]]);
    emit(2, '2026-03-11T08:00:00Z', 'SecretGet', '200');
    expect(pushed).toEqual([[{ input: 3, line: 2, record: 1 }, instant, 'SecretGet', 200]]);
  });

  test('lets every record be seen, wanted or not, with the columns that are always read', () => {
    const { emit, seen, pushed } = emitterFor([[{ column: 'OperationName', op: '==', value: 'VaultPatch' }]]);
    emit(2, '2026-03-11T08:00:00Z', 'SecretGet', '200');
    expect(pushed).toEqual([]);
    expect(seen).toEqual([[{ input: 3, line: 2, record: 1 }, instant]]);
  });

  test('wants nothing where no alternative is given', () => {
    const { emit, seen, pushed } = emitterFor([]);
    emit(2, '2026-03-11T08:00:00Z', 'SecretGet', '200');
    expect([seen.length, pushed.length]).toEqual([1, 0]);
  });

  test.each<[ColumnTest, string, boolean]>([
    [{ column: 'OperationName', op: '==', value: 'secretget' }, 'SecretGet', false],
    [{ column: 'OperationName', op: 'in', values: ['KeyGet', 'SecretGet'] }, 'SecretGet', true],
    [{ column: 'OperationName', op: 'in', values: [] }, 'SecretGet', false],
    [{ column: 'OperationName', op: 'isnotempty' }, '', false],
    [{ column: 'OperationName', op: 'isnotempty' }, ' ', true],
    [{ column: 'TimeGenerated', op: '>', value: instant }, 'SecretGet', false],
    [{ column: 'TimeGenerated', op: '>=', value: instant }, 'SecretGet', true],
    [{ column: 'TimeGenerated', op: '<', value: instant }, 'SecretGet', false],
    [{ column: 'TimeGenerated', op: '<=', value: instant }, 'SecretGet', true],
  ])('the test %j on %j gives %j', (columnTest, operation, wanted) => {
    const { emit, pushed } = emitterFor([[columnTest]]);
    emit(2, '2026-03-11T08:00:00Z', operation, '200');
    expect(pushed.length === 1).toBe(wanted);
  });

  test('a time that is missing fails every test on time', () => {
    for (const op of ['<', '<=', '>', '>='] as const) {
      const { emit, pushed } = emitterFor([[{ column: 'TimeGenerated', op, value: instant }]]);
      emit(2, '', 'SecretGet', '200');
      expect(pushed).toEqual([]);
    }
  });

  test('a cell that is no value of its type reads as missing and is counted with its place', () => {
    const { emit, pushed, troubles } = emitterFor([[]]);
    emit(7, '25:61', 'SecretGet', 'many');
    expect(pushed[0]!.slice(1)).toEqual([null, 'SecretGet', null]);
    expect(troubles.report()).toMatchObject([
      {
        kind: 'unreadable-time',
        examples: [{ path: 'a.csv', line: 7, detail: 'TimeGenerated: "25:61" is no datetime' }],
      },
      { kind: 'unreadable-value', examples: [{ detail: 'httpStatusCode_d: "many" is no real' }] },
    ]);
  });

  test('counts no unreadable cells of a record that nothing wants, but of the columns that are always read', () => {
    const { emit, troubles } = emitterFor([
      [
        { column: 'OperationName', op: '==', value: 'KeyGet' },
        { column: 'httpStatusCode_d', op: 'isnotempty' },
      ],
    ]);
    emit(2, '25:61', 'SecretGet', 'many');
    emit(3, '', 'KeyGet', 'many');
    expect(troubles.report().map(({ kind, count }) => [kind, count])).toEqual([['unreadable-time', 1]]);
  });

  test('takes values from whoever decodes and tests on his own', () => {
    const { emitter, seen, pushed } = emitterFor([[{ column: 'OperationName', op: '==', value: 'KeyGet' }]]);
    const values = [instant, 'SecretGet', 200];
    emitter.see(5, (index) => values[index]!);
    expect(emitter.row()).toEqual([{ input: 3, line: 5, record: 1 }, instant, '', null]);
    emitter.push([emitter.row()[0], ...values]);
    const place = { input: 3, line: 5, record: 1 };
    expect(seen).toEqual([[place, instant]]);
    expect(pushed).toEqual([[place, instant, 'SecretGet', 200]]);
    expect(emitter).toMatchObject({ records: 1, latest: instant });
  });

  test('knows the range of times, the records and the rejected ones', () => {
    const { emitter, emit } = emitterFor([[]]);
    emit(2, '2026-03-11T09:00:00Z', '', '');
    emit(3, '2026-03-11T08:00:00Z', '', '');
    emit(4, '', '', '');
    emitter.reject(5, 'two cells instead of three');
    expect(emitter).toMatchObject({
      records: 3,
      rejected: 1,
      earliest: instant,
      latest: parseIso('2026-03-11T09:00:00Z'),
    });
  });

  test('notices records that share a line', () => {
    const { emitter, emit } = emitterFor([[]]);
    emit(1, '', '', '');
    emit(2, '', '', '');
    expect(emitter.sharedLines).toBe(false);
    emit(2, '', '', '');
    expect(emitter.sharedLines).toBe(true);
  });
});
