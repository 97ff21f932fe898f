import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openExports } from '../../src/readers/exports.js';
import { fingerprintAside } from '../../src/readers/inputs/fingerprint-aside.js';
import { timeAlone } from '../../src/readers/parts/time-alone.js';
import { temporaryFolder } from '../support/bytes.js';

vi.mock('../../src/readers/inputs/fingerprint-aside.js', () => ({
  fingerprintAside: vi.fn(async () => ({ bytes: 1, sha256: 'by a thread' })),
}));

test('a scan that begins anew takes the fingerprint that the one before had somebody take', async () => {
  const path = join(temporaryFolder(), 'a.csv');
  writeFileSync(path, 'TimeGenerated,ResourceType,OperationName\n2026-04-20T10:00:00Z,VAULTS,SecretGet\n');
  const source = await openExports([path]);
  const late = () => {
    throw new Error('a late record');
  };
  await expect(source.scan(timeAlone.request, { seen: late, push() {} })).rejects.toThrow('a late record');
  const { inputs } = await source.scan(timeAlone.request, timeAlone.sink);
  expect(inputs[0]!.sha256).toBe('by a thread');
  expect(fingerprintAside).toHaveBeenCalledTimes(1);
});
