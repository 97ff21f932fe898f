import { afterEach, expect, test, vi } from 'vitest';
import { readText, requestOf } from '../../support/read-text.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test('without WebAssembly, CSV is read all the same', async () => {
  vi.stubGlobal('WebAssembly', undefined);
  vi.resetModules();
  const { csvScan } = await import('../../../src/readers/csv/csv-scan.js');
  expect(csvScan()).toBeNull();
  const { readCsv } = await import('../../../src/readers/csv/csv.js');
  const text = 'TimeGenerated [UTC],a_s\n"3/4/2026, 1:00:00 AM",a\n"3/13/2026, 1:00:00 AM","b\n"\n';
  const { rows, troubles } = await readText(readCsv('AzureDiagnostics'), text, requestOf('a_s'));
  expect(rows.map(([, , cell]) => cell)).toEqual(['a', 'b\n']);
  expect(troubles).toEqual([]);
});
