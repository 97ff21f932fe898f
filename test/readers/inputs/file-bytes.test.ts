import { appendFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chunkSize, fileBytes } from '../../../src/readers/inputs/file-bytes.js';
import { allBytes, temporaryFolder } from '../../support/bytes.js';

const content = Buffer.alloc(3 * chunkSize + 7, 'SecretGet,VaultGet;');

function opened() {
  const file = `${temporaryFolder()}/export.csv`;
  writeFileSync(file, content);
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  return { file, stored: fileBytes({ path: file, ...statSync(file, { bigint: true }) }) };
}

/** Reads a file and does something to it after its first chunk. */
async function readWhile(stored: ReturnType<typeof fileBytes>, meanwhile: () => void) {
  const changes: string[] = [];
  let length = 0;
  for await (const chunk of stored.chunks((detail) => changes.push(detail))) {
    if (length === 0) meanwhile();
    length += chunk.length;
  }
  return { length, changes };
}

describe('a file', () => {
  test('is read from its beginning each time', async () => {
    const { stored } = opened();
    expect(stored.size).toBe(content.length);
    for (let reading = 0; reading < 2; reading++)
      expect((await allBytes(stored.chunks(fail))).equals(content)).toBe(true);
  });

  test('that grows is read up to the size that was seen, and said to have grown', async () => {
    const { file, stored } = opened();
    const { length, changes } = await readWhile(stored, () => appendFileSync(file, 'more'));
    expect(length).toBe(content.length);
    expect(changes).toEqual([expect.stringMatching(/grew from 1572871 to 1572875 bytes/)]);
  });

  test('that shrinks is read as far as it goes, and said to have shrunk', async () => {
    const { file, stored } = opened();
    const { length, changes } = await readWhile(stored, () => truncateSync(file, chunkSize + 1));
    expect(length).toBe(chunkSize + 1);
    expect(changes).toEqual([expect.stringMatching(/shrank/)]);
  });

  test('that is overwritten is said to have changed', async () => {
    const { file, stored } = opened();
    const { length, changes } = await readWhile(stored, () => writeFileSync(file, content));
    expect(length).toBe(content.length);
    expect(changes).toEqual([expect.stringMatching(/written to or replaced/)]);
  });

  test('that is gone throws what the system says', async () => {
    const { file, stored } = opened();
    rmSync(file);
    await expect(allBytes(stored.chunks(fail))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('that is empty has no chunks', async () => {
    const file = `${temporaryFolder()}/empty.csv`;
    writeFileSync(file, '');
    const stored = fileBytes({ path: file, ...statSync(file, { bigint: true }) });
    expect(await allBytes(stored.chunks(fail))).toHaveLength(0);
  });
});

const fail = (detail: string) => {
  throw new Error(detail);
};
