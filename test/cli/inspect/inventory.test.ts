import { expect, test } from 'vitest';
import { checkColumns } from '../../../src/cli/inspect/column-check.js';
import { InventoryTaker, inventoryRequest } from '../../../src/cli/inspect/inventory.js';
import { inventoryJson } from '../../../src/cli/inspect/inventory-json.js';
import { inventoryText } from '../../../src/cli/inspect/inventory-text.js';
import { azureDiagnostics } from '../../../src/index.js';
import type { ScanReport } from '../../../src/records/scan.js';
import type { Value } from '../../../src/records/value.js';
import { engine } from '../../../src/reports/engine.js';
import { colourless } from '../../../src/reports/text/palette.js';
import { detectionOf, inputOf, instant } from '../../reports/replay-result.js';

const scan: ScanReport = {
  inputs: [inputOf('logs/a.csv', { records: 6, columns: ['TimeGenerated', 'Resource', 'OperationName'] })],
  leftOut: [],
  troubles: [
    { kind: 'cut-file', count: 1, examples: [{ path: 'logs/a.csv', line: 9, detail: 'ends in a string' }] },
  ],
};

const records: readonly (readonly [
  time: string | null,
  provider: string,
  vault: string,
  operation: string,
])[] = [
  ['2026-04-10T23:59:59.9999999Z', 'MICROSOFT.KEYVAULT', 'KV1', 'SecretGet'],
  ['2026-04-12T00:00:00Z', 'Microsoft.KeyVault', 'KV1', 'SecretGet'],
  ['2026-04-11T10:00:00Z', '', 'KV2', 'VaultPatch'],
  ['2026-04-15T10:00:00Z', 'MICROSOFT.KEYVAULT', 'KV1', 'SecretGet'],
  [null, 'MICROSOFT.KEYVAULT', 'KV2', ''],
  ['2026-04-01T10:00:00Z', 'MICROSOFT.SQL', 'DB', 'Query'],
];

function inventory() {
  const taker = new InventoryTaker();
  records.forEach(([time, ...rest], i) => {
    const values: Value[] = [time === null ? null : instant(time), ...rest];
    taker.seen([{ input: 0, line: i + 1, record: i + 1 }, ...values]);
  });
  return taker.inventory(scan);
}

const columns = checkColumns(
  [
    detectionOf('a/one', { plan: azureDiagnostics.where('id_s', 'isnotempty').project('Resource').node }),
    detectionOf('a/two', { plan: azureDiagnostics.where('id_s', '==', 'x').project('OperationName').node }),
  ],
  scan.inputs,
);

test('asks for the columns that it counts, of every record', () => {
  expect(inventoryRequest.columns.map(({ name }) => name)).toEqual([
    'TimeGenerated',
    'ResourceProvider',
    'Resource',
    'OperationName',
  ]);
  expect(inventoryRequest.always).toBe(4);
});

test('shows vaults, operations, silent days, missing columns and troubles', () => {
  const text = [
    ...inventoryText(inventory(), columns, { width: 80, palette: colourless, groups: 'folded' }),
  ].join('');
  expect(text).toBe(`vaultreplay ${engine.version}

Records  6 from 1 input
Time     2026-04-30 01:00:00Z to 2026-04-30 12:00:00Z

1 record of other services than Key Vault, not counted below.

Shape       Records  From        To          Input
portal-csv        6  2026-04-30  2026-04-30  logs/a.csv

Vault  Records  From        To          Silent days
KV1          3  2026-04-10  2026-04-15            3
KV2          2  2026-04-11  2026-04-11            0

Operation   Records
SecretGet         3
(none)            1
VaultPatch        1

Days without any record: 2
  2026-04-13 to 2026-04-14, 2 days

Columns that the detections read: 2 of 3 are there
  id_s is missing
    read by a/one, a/two

Troubles

  Inputs that end in the middle of a record: 1 (cut-file)
    logs/a.csv:9  ends in a string
    What follows the cut is not in the result. Copy or export the input again.
`);
});

test('is an object for programs', () => {
  expect(JSON.parse([...inventoryJson(inventory(), columns)].join(''))).toMatchObject({
    engine,
    inputs: [{ path: 'logs/a.csv', columns: ['TimeGenerated', 'Resource', 'OperationName'] }],
    records: {
      records: 5,
      earliest: '2026-04-10T23:59:59.9999999Z',
      latest: '2026-04-15T10:00:00.0000000Z',
      daysWithoutRecords: 2,
      otherServices: 1,
    },
    vaults: [
      { name: 'KV1', records: 3, daysWithoutRecords: 3 },
      { name: 'KV2', records: 2, latest: '2026-04-11T10:00:00.0000000Z' },
    ],
    operations: [
      { name: 'SecretGet', records: 3 },
      { name: '', records: 1 },
      { name: 'VaultPatch', records: 1 },
    ],
    columnsPresent: [{ name: 'OperationName' }, { name: 'Resource' }],
    columnsMissing: [{ name: 'id_s', detections: ['a/one', 'a/two'] }],
    gaps: [{ from: '2026-04-13', to: '2026-04-14', days: 2 }],
    troubles: [{ kind: 'cut-file' }],
  });
});

test('counts a vault called __proto__ as any other', () => {
  const taker = new InventoryTaker();
  taker.seen([{ input: 0, line: 1, record: 1 }, null, '', '__proto__', 'constructor']);
  const { vaults, operations } = taker.inventory(scan);
  expect(vaults.get('__proto__')?.records).toBe(1);
  expect(operations.get('constructor')).toBe(1);
});
