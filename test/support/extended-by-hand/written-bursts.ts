import type { Record } from '../replayed.js';
import { backupRestoreExport } from './backup-restore-export.js';
import { deleteThenPurge } from './delete-then-purge.js';
import { deniedBurst } from './denied-burst.js';
import { historiesOf, itemIn, recordOf } from './histories.js';
import { listThenRead } from './list-then-read.js';
import { massRead } from './mass-read.js';
import { vaultSweep } from './vault-sweep.js';

const on20 = (...times: string[]) => times.map((time) => `2026-04-20T${time}Z`);
const each = <T>(values: readonly T[], made: (value: T) => Record | readonly Record[]): readonly Record[] =>
  values.flatMap(made);
const call = (OperationName: string, path: string, more: Record = {}): Record => ({
  OperationName,
  ...itemIn(path),
  ...more,
});
const list = {
  OperationName: 'SecretList',
  requestUri_s: 'https://kv1.vault.azure.net/secrets?maxresults=25',
};
const at = (minutes: number) => `2026-04-20T09:${String(minutes).padStart(2, '0')}:00.0000000Z`;
const numbers = (count: number) => [...Array(count).keys()];

/** Minutes of an hour around 9, with instants that are one tick beside those that decide. */
const aroundNine = on20(
  ...['09:00:00.0000000', '09:00:00.0000001', '09:01:00.0000000', '09:05:00.0000000', '09:09:00.0000000'],
  ...['09:10:00.0000000', '09:10:00.0000001', '09:15:00.0000000', '09:19:00.0000000', '09:20:00.0000000'],
  ...['10:00:00.0000000', '10:00:00.0000001', '10:05:00.0000000', '10:10:00.0000000'],
);

/** Second writings of the detections that count calls of one caller within some time. */
export const burstWritings = {
  'extended/list-then-read': {
    rows: listThenRead,
    histories: historiesOf({
      times: aroundNine.slice(0, 10),
      calls: [
        ...[list, list, list, { ...list, OperationName: 'KeyList' }, { ...list, OperationName: 'Odd' }],
        ...each(['v', 'w', 'x', 'y', 'z'], (name) => [
          call('SecretGet', `secrets/${name}`),
          call('SecretGet', `secrets/${name}/1234`),
        ]),
        ...each(['k', 'l'], (name) => call('KeyGet', `keys/${name}`)),
        call('SecretBackup', 'secrets/b'),
        call('SecretGet', 'secrets'),
        call('SecretSet', 'secrets/s'),
      ],
      length: 130,
    }),
    example: [
      recordOf(at(0), 'mal', list),
      ...each(numbers(5), (i) => recordOf(at(i + 1), 'mal', call('SecretGet', `secrets/x${i}`))),
    ],
  },
  'extended/mass-read': {
    rows: massRead,
    histories: historiesOf({
      times: aroundNine,
      calls: [
        ...each(['u', 'v', 'w', 'x', 'y', 'z'], (name) => call('SecretGet', `secrets/${name}`)),
        ...each(['u', 'v', 'w', 'x'], (name) => call('KeyGet', `keys/${name}`, { Resource: 'KV3' })),
        call('SecretGet', 'secrets'),
        call('SecretSet', 'secrets/s'),
      ],
      length: 150,
    }),
    example: each(numbers(10), (i) => recordOf(at(5 * i), 'mal', call('SecretGet', `secrets/x${i}`))),
  },
  'extended/delete-then-purge': {
    rows: deleteThenPurge,
    histories: historiesOf({
      times: aroundNine,
      calls: [
        ...each(['x', 'y', 'z'], (name) => [
          call('SecretDelete', `secrets/${name}`),
          call('SecretPurge', `deletedsecrets/${name}`),
          call('SecretPurge', `deletedsecrets/${name}`, { httpStatusCode_d: '403' }),
        ]),
        ...[call('KeyDelete', 'keys/x'), call('KeyPurge', 'secrets/x'), call('SecretDelete', 'secrets')],
        ...[{ OperationName: 'VaultDelete' }, { OperationName: 'VaultPurge', Resource: 'KV3' }],
      ],
      length: 60,
    }),
    example: [
      recordOf(at(0), 'mal', call('SecretDelete', 'secrets/x')),
      recordOf(at(1), 'mal', call('SecretPurge', 'secrets/x')),
    ],
  },
  'extended/denied-burst': {
    rows: deniedBurst,
    histories: historiesOf({
      times: aroundNine,
      calls: [
        ...each(['x', 'y'], (name) => [
          call('SecretGet', `secrets/${name}`, { httpStatusCode_d: '403' }),
          call('SecretGet', `secrets/${name}`, { httpStatusCode_d: '401' }),
          call('SecretGet', `secrets/${name}`),
        ]),
        { ...list, httpStatusCode_d: '403' },
        { OperationName: 'VaultPut', httpStatusCode_d: '403' },
        { OperationName: 'Authentication', httpStatusCode_d: '403' },
        { OperationName: 'Authentication', httpStatusCode_d: '401' },
        { ...list, Resource: 'KV3' },
        { OperationName: 'VaultGet' },
        call('KeySign', 'keys/k'),
        call('SecretSet', 'secrets/s'),
      ],
      length: 60,
    }),
    example: each(numbers(5), (i) =>
      recordOf(at(i), 'mal', call('SecretGet', 'secrets/x', { httpStatusCode_d: '403' })),
    ),
  },
  'extended/vault-sweep': {
    rows: vaultSweep,
    histories: historiesOf({
      times: [
        ...on20('09:00:00.0000000', '09:30:00.0000000', '10:00:00.0000000', '10:00:00.0000001'),
        ...['2026-03-21T09:00:00.0000000Z', '2026-03-21T08:59:59.9999999Z', '2026-04-13T09:00:00.0000000Z'],
        ...['2026-04-13T09:00:00.0000001Z', '2026-04-10T09:00:00.0000000Z'],
      ],
      calls: [
        ...each(['KV1', 'KV2', 'kv3', 'KV3', 'KV4'], (Resource) => [
          { ...list, Resource },
          { ...list, Resource, httpStatusCode_d: '403' },
          { OperationName: 'VaultGet', Resource },
        ]),
        { OperationName: 'VaultPut', Resource: 'KV4' },
        { OperationName: 'VaultGet', clientInfo_s: 'AzureResourceGraph.Ingestion/1', Resource: 'KV4' },
      ],
      length: 70,
    }),
    example: each(numbers(3), (i) => recordOf(at(i), 'mal', { ...list, Resource: `KV${i}` })),
    looksAtAll: true,
  },
  'extended/backup-restore-export': {
    rows: backupRestoreExport,
    histories: historiesOf({
      times: [
        ...aroundNine,
        ...['2026-04-13T09:00:00.0000000Z', '2026-04-13T08:59:59.9999999Z', '2026-04-12T09:00:00.0000000Z'],
      ],
      calls: [
        ...each(['x', 'y'], (name) => [
          call('SecretBackup', `secrets/${name}`),
          call('SecretRestore', `secrets/${name}`),
          call('SecretRestore', `secrets/${name}`, { Resource: 'KV3' }),
        ]),
        call('KeyBackup', 'keys/x'),
        { OperationName: 'KeyRestore', requestUri_s: 'https://kv1.vault.azure.net/keys/restore' },
        call('CertificateGet', 'certificates/tls'),
        ...[call('SecretGet', 'secrets/tls'), call('SecretGet', 'secrets/x'), call('KeyGet', 'keys/tls')],
        call('CertificateImport', 'certificates/x', { Resource: 'KV3' }),
      ],
    }),
    example: [recordOf(at(0), 'mal', call('SecretBackup', 'secrets/x'))],
    looksAtAll: true,
  },
} as const;
