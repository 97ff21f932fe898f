import { describe, expect, test } from 'vitest';
import { refuseNothing } from '../../src/cli/refuse-nothing.js';
import type { InputReport, ScanReport } from '../../src/records/scan.js';
import { UsageError } from '../../src/records/usage-error.js';

const input = (path: string, records: number, rejected: number) =>
  ({ path, shape: 'plain-csv', records, rejected }) as InputReport;
const scan = (inputs: readonly InputReport[], troubles: ScanReport['troubles'] = []): ScanReport => ({
  inputs,
  leftOut: [],
  troubles,
});

describe('inputs without a record', () => {
  test('are refused, and a header alone is one', () => {
    expect(() => refuseNothing(scan([input('a.csv', 0, 0)]))).toThrow(UsageError);
    expect(() => refuseNothing(scan([input('a.csv', 0, 0)]))).toThrow(
      'no record among the inputs: a.csv holds none',
    );
  });

  test('are refused with the first reason why a record could not be read', () => {
    const examples = [{ path: 'a.csv', line: 2, detail: 'longer than 16 MiB' }];
    const report = scan([input('a.csv', 0, 1)], [{ kind: 'malformed-record', count: 1, examples }]);
    expect(() => refuseNothing(report)).toThrow(
      'a.csv: none of 1 record can be read (line 2: longer than 16 MiB)',
    );
  });

  test('are named up to three', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((path) => input(path, 0, 0));
    expect(() => refuseNothing(scan(many))).toThrow(/a holds none; b holds none; c holds none; and 2 more$/);
  });

  test('are let pass beside others with records', () => {
    expect(() => refuseNothing(scan([input('a.csv', 0, 3), input('b.csv', 1, 0)]))).not.toThrow();
  });
});
