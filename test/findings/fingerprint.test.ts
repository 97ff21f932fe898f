import { expect, test } from 'vitest';
import { fingerprint } from '../../src/findings/fingerprint.js';

const row = { Time: '2026-04-01T12:00:00.0000000Z', Vault: 'KV1', Count: 2, Seen: true, Last: null };

test('a fingerprint is sixteen hex digits that never change', () => {
  expect(fingerprint('published/firewall-allow-all', row)).toBe('9b2d1ee895b2f8ff');
});

test('equal rows have equal fingerprints, whatever the order of their columns', () => {
  const turned = Object.fromEntries(Object.entries(row).toReversed());
  expect(fingerprint('a', turned)).toBe(fingerprint('a', row));
});

test('another detection, value, name or type is another fingerprint', () => {
  const others = [
    fingerprint('b', row),
    fingerprint('a', { ...row, Vault: 'kv1' }),
    fingerprint('a', { ...row, Count: '2' }),
    fingerprint('a', { ...row, Last: '' }),
    fingerprint('a', { ...row, More: '' }),
  ];
  expect(new Set([fingerprint('a', row), ...others]).size).toBe(6);
});

test('a column called __proto__ counts', () => {
  const odd = (value: string) => Object.fromEntries([['__proto__', value]]);
  expect(fingerprint('a', odd('x'))).not.toBe(fingerprint('a', odd('y')));
});
