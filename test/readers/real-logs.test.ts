import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RowKind, Shape } from '../../src/readers/reader.js';
import { readShape } from '../support/read-shape.js';

const folder = '/work/shared/real-logs';
const present = existsSync(folder);
if (!present) console.warn(`${folder} is absent: published logs are not read`);

interface ExpectedFile {
  readonly shape: string;
  readonly rows: string;
  readonly records: number;
  readonly rejected: number;
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}

const files = present
  ? (
      JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as {
        readonly files: Readonly<Record<string, ExpectedFile>>;
      }
    ).files
  : {};
const jsonFiles = Object.entries(files).filter(([path]) => path.endsWith('.json'));

/** The columns of an expected record, its actor's among them, as they are read: without missing cells. */
function essentials({ actor, ...columns }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cells = Object.entries({ ...columns, ...(actor as object) });
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null && cell !== ''));
}

describe.runIf(present)('a published export', () => {
  test.each(jsonFiles)('%s is read as it should be', async (path, {
    shape,
    rows,
    records,
    rejected,
    expected,
  }) => {
    const kind = rows.replace(' (Managed HSM)', '') as RowKind;
    const named = [...new Set(expected.flatMap((record) => Object.keys(essentials(record))))];
    const read = await readShape(shape as Shape, readFileSync(`${folder}/${path}`), {
      kind,
      more: named,
      chunk: 100,
    });
    expect([read.rows.length, read.rejected]).toEqual([records, rejected]);
    const columns = new Set([...named, ...Object.keys(expected[0] ?? {})]);
    const shown = read.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).filter(([name]) => columns.has(name) || name.startsWith('identity_')),
      ),
    );
    expect(shown).toEqual(expected.map(essentials));
  });
});
