import { describe, expect, test } from 'vitest';
import { replay } from '../../src/engine/replay.js';
import { recordsOf } from '../../src/readers/records-of.js';
import type { ScanRequest } from '../../src/records/scan.js';
import { patch, patched, patchedLately } from '../support/patches.js';
import { replayed } from '../support/replayed.js';

describe('what is asked of the scan', () => {
  test('is the time, what observers watch, the columns that plans need, and the tests they begin with', async () => {
    let request: ScanRequest | undefined;
    const source = recordsOf([patch(1)]);
    await replay([patched], {
      inputCount: 1,
      scan(asked, sink) {
        request = asked;
        return source.scan(asked, sink);
      },
    });
    expect(request!.columns.map(({ name }) => name)).toEqual([
      'TimeGenerated',
      'ResourceType',
      'Resource',
      'OperationName',
      'id_s',
    ]);
    expect(request!.always).toBe(3);
    expect(request!.wanted).toEqual([[{ column: 'OperationName', op: '==', value: 'VaultPatch' }]]);
  });

  test('is not a column more than the union of all detections', async () => {
    let columns: readonly string[] = [];
    const source = recordsOf([patch(1)]);
    await replay([patched, patchedLately, patched], {
      inputCount: 1,
      scan(asked, sink) {
        columns = asked.columns.map(({ name }) => name);
        return source.scan(asked, sink);
      },
    });
    expect(columns.filter((name) => name === 'TimeGenerated')).toHaveLength(1);
    expect(columns).toHaveLength(5);
  });

  test('another table than AzureDiagnostics is refused', async () => {
    const elsewhere = { ...patched, plan: { kind: 'scan', table: 'SigninLogs', columns: [] } } as const;
    await expect(replayed([elsewhere], [patch(1)])).rejects.toThrow('SigninLogs');
  });
});
