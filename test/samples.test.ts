import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { detections } from '../detections/index.js';
import { openExports, type ReplayResult, replay } from '../src/index.js';
import { shapes } from '../src/readers/reader.js';

const samples = join(dirname(dirname(fileURLToPath(import.meta.url))), 'samples');

let replayed: Promise<ReplayResult> | undefined;
/** All detections, those that are off too, over all samples. */
const result = () => {
  replayed ??= openExports([samples]).then((exports) => replay(detections, exports));
  return replayed;
};

const timesOf = async (id: string) =>
  (await result()).findings
    .filter(({ detection }) => detection === `published/${id}`)
    .map(({ row }) =>
      String(row['TimeGenerated'] ?? row['DetectionTime'] ?? row['AccessAddedTime']).slice(0, 19),
    );

describe('the samples', () => {
  test('are read whole: 438 records of 22 inputs, none rejected', async () => {
    const { inputs } = (await result()).scan;
    expect(inputs).toHaveLength(22);
    expect(inputs.reduce((sum, { records }) => sum + records, 0)).toBe(438);
    expect(inputs.every(({ rejected }) => rejected === 0)).toBe(true);
  });

  test('hold every shape', async () => {
    const { inputs } = (await result()).scan;
    expect(new Set(inputs.map(({ shape }) => shape))).toEqual(new Set(shapes));
  });

  test('give no trouble but their own README', async () => {
    expect((await result()).troubles).toMatchObject([{ kind: 'left-out', count: 1 }]);
  });

  test('set the clock by the newest record', async () => {
    expect((await result()).clock.from).toBe('newest record');
  });

  test('the firewall of KV-TERN-PROD was opened: a row for each of its two Deny records', async () => {
    expect(await timesOf('firewall-allow-all')).toEqual(['2026-04-14T22:34:58', '2026-04-14T22:34:58']);
  });

  test("the intruder's address was added to KV-TERN-WEB", async () => {
    expect(await timesOf('firewall-ip-added')).toEqual(['2026-04-14T22:19:47']);
  });

  test('a new application was granted access, and the grant was removed again', async () => {
    expect(await timesOf('access-policy-added')).toEqual(['2026-04-14T22:26:18']);
    expect(await timesOf('access-added-then-removed')).toEqual(['2026-04-14T22:26:18']);
    const pair = (await result()).findings.find(
      ({ detection }) => detection === 'published/access-added-then-removed',
    );
    expect(pair?.row['TimeDelta']).toBe('00:08:39.3730000');
  });

  test('the new application listed, read and backed up, and no other application is new', async () => {
    const rows = (await result()).findings.filter(
      ({ detection }) => detection === 'published/new-app-access',
    );
    expect(rows.map(({ row }) => row['OperationName'])).toEqual([
      'SecretList',
      ...Array(5).fill('SecretGet'),
      'KeyBackup',
    ]);
    expect(new Set(rows.map(({ row }) => row['AppId']))).toEqual(
      new Set(['c91a7e45-d3b0-4628-8f5c-f06e2b94d718']),
    );
  });

  test('the contractor looked at four vaults; the published query takes the administrator for new as well', async () => {
    const rows = (await result()).findings.filter(
      ({ detection }) => detection === 'published/new-user-access',
    );
    const vaults = rows
      .filter(
        ({ row }) =>
          row['UserPrincipalName'] === 'contractor@tern.example' && row['OperationName'] === 'VaultGet',
      )
      .map(({ row }) => row['KeyVaultName']);
    expect(vaults).toEqual(['KV-TERN-PROD', 'KV-TERN-WEB', 'KV-TERN-PAY', 'KV-TERN-DEV']);
  });

  test('the night ended with deletions; the weekly backups and the refused purge are reported too', async () => {
    const rows = (await result()).findings.filter(
      ({ detection }) => detection === 'published/destructive-operations',
    );
    const night = rows.filter(({ row }) => String(row['TimeGenerated']) > '2026-04-15');
    expect(night.map(({ row }) => row['OperationName'])).toEqual([
      'SecretDelete',
      'SecretListDeleted',
      'SecretPurge',
      'SecretPurge',
      'VaultDelete',
    ]);
    expect(rows.filter(({ row }) => row['OperationName'] === 'SecretBackup')).toHaveLength(5);
  });

  test('the hardened detections tell the night in order, and of the weeks before only the backups', async () => {
    const hardened = (await result()).findings.filter(({ detection }) => detection.startsWith('hardened/'));
    const told = hardened
      .filter(({ detection }) => !detection.endsWith('-access'))
      .map(({ detection, time, row }) => ({
        time: time as never as number,
        text: [
          String(row['TimeGenerated'] ?? row['DetectionTime'] ?? row['AccessRemovedTime']).slice(5, 16),
          detection.slice('hardened/'.length),
          row['OperationName'] ?? '',
          row['Severity'],
        ].join(' '),
      }))
      .sort((a, b) => a.time - b.time)
      .map(({ text }) => text);
    expect(told.filter((text) => !text.includes('Backup Medium'))).toEqual([
      '04-14T22:11 firewall-allow-all VaultPatch High',
      '04-14T22:19 firewall-ip-added VaultPatch Medium',
      '04-14T22:26 access-policy-added VaultPatch Medium',
      '04-14T22:34 access-added-then-removed  High',
      '04-15T00:10 destructive-operations SecretDelete Medium',
      '04-15T00:11 destructive-operations SecretListDeleted Low',
      '04-15T00:12 destructive-operations SecretPurge High',
      '04-15T00:20 destructive-operations VaultDelete High',
    ]);
    // Five weekly backups of a key and a secret, and the one of the night.
    expect(told.filter((text) => text.includes('Backup Medium'))).toHaveLength(11);
  });

  test('to the hardened detections nobody is new but the contractor and the application that he let in', async () => {
    const rows = (await result()).findings
      .filter(({ detection }) => /^hardened\/new-(user|app)-access$/.test(detection))
      .map(({ row }) => row);
    expect(new Set(rows.map((row) => row['UserPrincipalName'] ?? row['Actor']))).toEqual(
      new Set(['contractor@tern.example', 'c91a7e45-d3b0-4628-8f5c-f06e2b94d718']),
    );
    expect(new Set(rows.map((row) => row['Confidence']))).toEqual(new Set(['observed']));
  });

  test('the extended detections find the night, and of the weeks before the backups alone', async () => {
    const rows = (await result()).findings
      .filter(({ detection }) => detection.startsWith('extended/'))
      .map(({ detection, row }) => ({ name: detection.slice('extended/'.length), row }));
    const told = rows
      .filter(({ name, row }) => name !== 'backup-restore-export' || row['Severity'] !== 'Medium')
      .map(({ name, row }) => `${String(row['DetectionTime']).slice(5, 16)} ${name} ${row['Severity']}`);
    expect(told.sort()).toEqual([
      '04-14T22:06 vault-sweep Medium',
      '04-14T22:28 list-then-read High',
      '04-14T22:34 grant-use-revoke High',
      '04-15T00:12 delete-then-purge High',
    ]);
    // Five weekly backups, and the one of the night.
    expect(rows).toHaveLength(told.length + 6);
  });

  test('are what their story writes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaultreplay-samples-'));
    try {
      // The script is plain JavaScript: it must run where nothing is built.
      const script: string = '../scripts/samples/write.mjs';
      const { writeSamples } = (await import(script)) as { writeSamples: (folder: string) => void };
      writeSamples(folder);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(files).toHaveLength(22);
      for (const { parentPath, name } of files) {
        const path = join(parentPath, name);
        // What gzip makes of the same bytes may differ between versions of zlib.
        if (name.endsWith('.gz')) continue;
        expect(readFileSync(path).equals(readFileSync(join(samples, path.slice(folder.length)))), path).toBe(
          true,
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
