import { expect, test } from 'vitest';
import { peek } from '../../../src/readers/inputs/peek.js';
import { allBytes, inChunks } from '../../support/bytes.js';

const bytes = Buffer.from('TimeGenerated,Resource\n');

test.each([1, 2, 5, 100])('shows the first bytes and still gives all, in chunks of %i', async (size) => {
  const { head, all } = await peek(inChunks(bytes, size), 5);
  expect(head.toString()).toBe(bytes.subarray(0, 5).toString());
  expect(await allBytes(all)).toEqual(bytes);
});

test('shows all of a stream that is shorter than asked for', async () => {
  const { head, all } = await peek(inChunks(bytes, 4), 1000);
  expect(head.length).toBe(bytes.length);
  expect(await allBytes(all)).toEqual(bytes);
});

test('keeps the head whole while the stream goes on through one buffer', async () => {
  const { head, all } = await peek(inChunks(bytes, 8), 8);
  await allBytes(all);
  expect(Buffer.from(head).toString()).toBe('TimeGene');
});

test('closes the stream when its reader leaves', async () => {
  let closed = false;
  async function* stream() {
    try {
      yield* inChunks(bytes, 4);
    } finally {
      closed = true;
    }
  }
  const { all } = await peek(stream(), 2);
  for await (const _ of all) break;
  expect(closed).toBe(true);
});
