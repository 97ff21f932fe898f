import { describe, expect, test } from 'vitest';
import { duplicateRecords } from '../../src/engine/observe-duplicates.js';
import { replay } from '../../src/engine/replay.js';
import type { RecordPlace, Row } from '../../src/records/row.js';
import { Troubles } from '../../src/records/trouble.js';
import { patch, patched } from '../support/patches.js';
import type { Record } from '../support/replayed.js';
import { severalInputs } from '../support/several-inputs.js';

async function told(...inputs: readonly Record[][]) {
  const { troubles } = await replay([patched], severalInputs(inputs));
  return troubles.find(({ kind }) => kind === 'duplicate-record');
}

const called = (cells: Record = {}) =>
  patch(1, { CorrelationId: 'c1', CallerIPAddress: '10.0.0.1', ...cells });

describe('a record that stands in two inputs', () => {
  test('is told with both places', async () => {
    expect(await told([called()], [patch(2), called()])).toEqual({
      kind: 'duplicate-record',
      count: 1,
      examples: [{ path: '1.jsonl', line: 2, detail: 'stands at 0.jsonl:1 too' }],
    });
  });

  test('is known by its item id where it has no correlation id, whatever else differs', async () => {
    const item = (cells: Record) => patch(1, { _ItemId: 'i1', ...cells });
    expect((await told([item({})], [item({ id_s: 'x' })]))?.count).toBe(1);
    expect(await told([item({})], [item({ _ItemId: 'i2' })])).toBeUndefined();
  });

  test('is known as an event beside its row, which alone has an item id', async () => {
    expect((await told([called({ _ItemId: 'i1' })], [called()]))?.count).toBe(1);
  });

  test('is counted alike whichever input holds it twice', async () => {
    expect((await told([called(), called()], [called()]))?.count).toBe(2);
    expect((await told([called()], [called(), called()]))?.count).toBe(2);
  });

  test('is counted in every further input', async () => {
    expect((await told([called()], [called()], [called()]))?.count).toBe(2);
  });
});

describe('no duplicate', () => {
  test('is a record that differs in time, call or caller', async () => {
    const others = [
      called({ TimeGenerated: '2026-04-01T12:00:00.0000001Z' }),
      called({ Resource: 'KV2' }),
      called({ OperationName: 'VaultGet' }),
      called({ id_s: 'x' }),
      called({ requestUri_s: 'x' }),
      called({ CallerIPAddress: '10.0.0.2' }),
      called({ CorrelationId: 'c2' }),
    ];
    expect(await told([called()], others)).toBeUndefined();
  });

  test('is a record that says too little of itself', async () => {
    expect(await told([patch(1)], [patch(1)])).toBeUndefined();
    expect(
      await told([patch(2), called({ TimeGenerated: '' })], [called({ TimeGenerated: '' })]),
    ).toBeUndefined();
  });

  test('is a record that stands twice in one input', async () => {
    expect(await told([called(), called()], [patch(2)])).toBeUndefined();
  });
});

test('of very many records a sample is remembered, and what is told says so', () => {
  const slots = ['', 'TimeGenerated', ...duplicateRecords.columns.map(({ name }) => name)];
  const observer = duplicateRecords.start((name) => slots.indexOf(name));
  const record = (input: number, line: number): Row => {
    const origin: RecordPlace = { input, line, record: line };
    return [
      origin,
      ...slots
        .slice(1)
        .map((name) => (name === '_ItemId' ? `item ${line}` : name === 'TimeGenerated' ? 1 : '')),
    ];
  };
  const most = 100_000;
  for (const input of [0, 1]) for (let line = 1; line <= most; line++) observer.seen(record(input, line));
  const troubles = new Troubles();
  const inputs = ['a', 'b'].map((path) => ({ path }));
  observer.report({ inputs: inputs as never, leftOut: [], troubles: [] }, troubles);
  const [report] = troubles.report();
  expect(report!.count).toBeGreaterThan(most / 8);
  expect(report!.count).toBeLessThan(most / 2);
  expect(report!.examples).toHaveLength(5);
  for (const { line, detail } of report!.examples)
    expect(detail).toBe(`stands at a:${line} too; one record in 4 was compared`);
  expect((observer as unknown as { remembered: Map<string, unknown> }).remembered.size).toBeLessThanOrEqual(
    32_768,
  );
});
