import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressDatabase, addressDatabaseFault, databaseFile } from '../../src/records/address-database.js';
import { mmdb, mmdbFile } from '../support/mmdb.js';

const country = (code: string, en: string) => ({ country: { iso_code: code, names: { de: '-', en } } });

const placeOf = (address: string, ...files: readonly string[]) => new AddressDatabase(files).of(address);

describe('a database of addresses', () => {
  const countries = mmdbFile({
    '203.0.113.0/24': country('AU', 'Australia'),
    '198.51.100.0/25': { country: { iso_code: 'DE' } },
    '192.0.2.0/24': { country_name: 'Peru', as_name: 'Lima Net' },
    '2001:db8:1::/48': { country: 'FR' },
  });
  const networks = mmdbFile({
    '203.0.113.0/25': { autonomous_system_number: 64500, autonomous_system_organization: 'Example Telecom' },
    '192.0.2.0/24': { traits: { autonomous_system_organization: 'Other Net' }, country: 'ZZ' },
  });

  test('tells the country by its English name, else as the file has it', () => {
    expect(placeOf('203.0.113.9', countries)).toEqual({ country: 'Australia', network: '' });
    expect(placeOf('198.51.100.1', countries)).toEqual({ country: 'DE', network: '' });
    expect(placeOf('192.0.2.1', countries)).toEqual({ country: 'Peru', network: 'Lima Net' });
    expect(placeOf('2001:db8:1::9', countries)).toEqual({ country: 'FR', network: '' });
  });

  test('knows nothing outside its ranges, and nothing of what is no address', () => {
    const nothing = { country: '', network: '' };
    for (const address of ['198.51.100.128', '2001:db8:2::1', '::1', '', '?', '1.2.3', '203.0.113.9:443'])
      expect(placeOf(address, countries), address).toEqual(nothing);
  });

  test('takes IPv4 inside IPv6 for IPv4', () => {
    expect(placeOf('::ffff:203.0.113.9', countries).country).toBe('Australia');
    expect(placeOf('::FFFF:cb00:7109', countries).country).toBe('Australia');
  });

  test('of several files believes the first that knows', () => {
    expect(placeOf('203.0.113.9', countries, networks)).toEqual({
      country: 'Australia',
      network: 'Example Telecom',
    });
    expect(placeOf('192.0.2.1', countries, networks)).toEqual({ country: 'Peru', network: 'Lima Net' });
    expect(placeOf('192.0.2.1', networks, countries)).toEqual({ country: 'ZZ', network: 'Other Net' });
    expect(placeOf('203.0.113.200', countries, networks).network).toBe('');
  });

  test('has no IPv6 where the file has none', () => {
    const file = mmdbFile({ '0.0.0.0/1': { country: 'XX' } }, 4);
    expect(placeOf('1.2.3.4', file).country).toBe('XX');
    expect(placeOf('2001:db8::1', file).country).toBe('');
  });

  test('finds no more than a file has of its own', () => {
    const file = mmdbFile({ '0.0.0.0/1': { country: { names: 'x' }, as_name: 7 } });
    expect(placeOf('1.2.3.4', file)).toEqual({ country: '', network: '' });
  });

  test('is opened once, and again when its file has changed', () => {
    const path = mmdbFile({ '0.0.0.0/1': { country: 'XX' } });
    const first = databaseFile(path);
    expect(databaseFile(path)).toBe(first);
    writeFileSync(path, mmdb({ '0.0.0.0/1': { country: 'Changed' } }));
    expect(databaseFile(path)).not.toBe(first);
    expect(placeOf('1.2.3.4', path).country).toBe('Changed');
  });
});

describe('a file that is none', () => {
  const fileOf = (bytes: Uint8Array) => {
    const path = join(mkdtempSync(join(tmpdir(), 'vaultreplay-')), 'file.mmdb');
    writeFileSync(path, bytes);
    return path;
  };
  const whole = mmdb({ '203.0.113.0/24': country('AU', 'Australia') });

  test('is refused in one line', () => {
    expect(addressDatabaseFault(fileOf(whole))).toBe(null);
    expect(addressDatabaseFault('nowhere.mmdb')).toBe('nowhere.mmdb: no such file or folder');
    expect(addressDatabaseFault('package.json/x.mmdb')).toBe('package.json/x.mmdb: no such file or folder');
    expect(addressDatabaseFault('x'.repeat(300))).toContain('the name is too long');
    expect(addressDatabaseFault('.')).toBe('.: a folder, not a file');
    for (const bytes of [Buffer.alloc(0), Buffer.from('text'), whole.subarray(0, -40), Buffer.alloc(5000)])
      expect(addressDatabaseFault(fileOf(bytes))).toMatch(/file\.mmdb: it is no MaxMind DB file/);
  });

  test('with some bytes changed, is told or refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (changes) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          const path = fileOf(bytes);
          try {
            expect(typeof placeOf('203.0.113.9', path).country).toBe('string');
          } catch (error) {
            expect((error as Error).name).toBe('UsageError');
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
