import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInRange, parseRange } from '../../src/triage/address-range.js';

const holds = (range: string, address: string) => isInRange(address, parseRange(range)!);

describe('a range', () => {
  test.each([
    ['192.0.2.0/24', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
    ['192.0.2.128/25', '192.0.2.128', '192.0.2.255', '192.0.2.127'],
    ['192.0.2.7', '192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['2001:db8::/32', '2001:db8::', '2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::'],
    ['2001:db8::1', '2001:0db8:0:0:0:0:0:1', '2001:db8::0.0.0.1', '2001:db8::2'],
    ['fe80::/10', 'fe80::1', 'febf::', 'fec0::'],
  ])('%s holds its first and its last address, and no other', (range, first, last, outside) => {
    expect(holds(range, first)).toBe(true);
    expect(holds(range, last)).toBe(true);
    expect(holds(range, outside)).toBe(false);
  });

  test('of all addresses holds those of its version', () => {
    expect(holds('0.0.0.0/0', '255.255.255.255')).toBe(true);
    expect(holds('::/0', 'ffff::1')).toBe(true);
    expect(holds('0.0.0.0/0', '2001:db8::1')).toBe(false);
    expect(holds('::/0', '192.0.2.1')).toBe(false);
  });

  test('of IPv4 written inside IPv6 is IPv4', () => {
    expect(holds('192.0.2.0/24', '::ffff:192.0.2.9')).toBe(true);
    expect(holds('::ffff:192.0.2.0/120', '192.0.2.9')).toBe(true);
    expect(holds('::ffff:192.0.2.9', '192.0.2.9')).toBe(true);
  });

  test.each([
    '',
    'unknown',
    '192.0.2',
    '192.0.2.1:443',
    '192.0.2.256',
    '1::2::3',
    '2001:db8',
    '10.0.0.0/8',
  ])('does not hold %j, which is no address', (text) => {
    expect(holds('0.0.0.0/0', text)).toBe(false);
    expect(holds('::/0', text)).toBe(false);
  });
});

test.each([
  '',
  '/24',
  '192.0.2.0/33',
  '192.0.2.0/',
  '192.0.2.1/24',
  '192.0.2/24',
  '2001:db8::/129',
  '2001:db8::1/32',
  '::ffff:192.0.2.0/95',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8:9',
  ':1',
  '12345::',
  'x::',
  '::192.0.2',
  '192.0.2.0/24 ',
  '0x1.0.0.0',
])('%j is no range', (text) => {
  expect(parseRange(text)).toBeNull();
});

test('an address lies in every range that shares its first bits, and in no other', () => {
  const bytes = fc.uint8Array({ minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(bytes, bytes, fc.integer({ min: 0, max: 32 }), (one, other, prefix) => {
      const bitsOf = (parts: Uint8Array) =>
        [...parts].map((part) => part.toString(2).padStart(8, '0')).join('');
      const shared = bitsOf(one).slice(0, prefix).padEnd(32, '0');
      const first = [0, 8, 16, 24].map((at) => Number.parseInt(shared.slice(at, at + 8), 2)).join('.');
      expect(holds(`${first}/${prefix}`, other.join('.'))).toBe(
        bitsOf(one).slice(0, prefix) === bitsOf(other).slice(0, prefix),
      );
    }),
  );
});
