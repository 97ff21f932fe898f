import { describe, expect, test } from 'vitest';
import { differences } from '../../bench/compare.mjs';

const columns = [{ name: 'Vault', type: 'string' }];
const result = (...rows: readonly string[]) => ({
  tables: [{ name: 'a', columns, rows: rows.map((row) => [row]) }],
});

describe('two results', () => {
  test('are the same when they hold the same rows in any order', () => {
    expect(differences(result('x', 'y', 'x'), result('x', 'x', 'y'), ['a'])).toEqual([]);
  });

  test('differ when one has a row more often', () => {
    expect(differences(result('x', 'y', 'x'), result('x', 'y'), ['a'])).toEqual([
      'a: 1 more on the left: ["x"]',
    ]);
  });

  test('differ in both directions at once', () => {
    expect(differences(result('x', 'y'), result('z', 'z', 'y'), ['a'])).toEqual([
      'a: 1 more on the left: ["x"]',
      'a: 2 more on the right: ["z"]',
    ]);
  });

  test('tell an empty text from a null', () => {
    const nothing = { tables: [{ name: 'a', columns, rows: [[null]] }] };
    expect(differences(result(''), nothing, ['a'])).toHaveLength(2);
  });

  test('differ when a column has another name or type', () => {
    const other = {
      tables: [{ name: 'a', columns: [{ name: 'Vault', type: 'dynamic' }], rows: [['x']] }],
    };
    expect(differences(result('x'), other, ['a'])).toEqual([
      'a: the columns are Vault:string on the left, Vault:dynamic on the right',
    ]);
  });

  test('differ when one lacks a table', () => {
    expect(differences(result('x'), { tables: [] }, ['a'])).toEqual(['a: only in the left result']);
    expect(differences({ tables: [] }, result('x'), ['a'])).toEqual(['a: only in the right result']);
  });

  test('are held together by the named tables alone', () => {
    expect(differences(result('x'), result('y'), [])).toEqual([]);
  });

  test('show the first differences and count the rest', () => {
    const many = result('1', '2', '3', '4', '5', '6', '7');
    const lines = differences(many, result(), ['a']);
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toBe('a: and 2 more rows differ');
  });
});
