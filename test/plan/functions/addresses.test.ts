import { describe, expect, test } from 'vitest';
import { called, long, text } from '../called.js';

describe('parse_ipv6_mask', () => {
  test.each([
    ['192.168.255.255', 120, '0000:0000:0000:0000:0000:ffff:c0a8:ff00'],
    ['192.168.255.255/24', 124, '0000:0000:0000:0000:0000:ffff:c0a8:ff00'],
    ['255.255.255.255', 128, '0000:0000:0000:0000:0000:ffff:ffff:ffff'],
    ['fe80::85d:e82c:9446:7994', 128, 'fe80:0000:0000:0000:085d:e82c:9446:7994'],
    ['fe80::85d:e82c:9446:7994/120', 124, 'fe80:0000:0000:0000:085d:e82c:9446:7900'],
    ['FE80::85D:E82C:9446:7994', 0, '0000:0000:0000:0000:0000:0000:0000:0000'],
    ['::ffff:203.0.113.7', 120, '0000:0000:0000:0000:0000:ffff:cb00:7100'],
    ['::ffff:cb00:7107', 128, '0000:0000:0000:0000:0000:ffff:cb00:7107'],
    [' 2001:db8::1 ', 48, '2001:0db8:0000:0000:0000:0000:0000:0000'],
  ])('of %j and %i', (address, prefix, expected) => {
    expect(called('parse_ipv6_mask', text(address), long(prefix))).toBe(expected);
  });

  test.each([
    ['', 128],
    ['203.0.113.7:443', 128],
    ['203.0.113.256', 128],
    ['203.0.113.7/33', 128],
    ['fe80::1%eth0', 128],
    ['1::2::3', 128],
    ['::1', 129],
    ['::1', -1],
    ['1'.repeat(100_000), 128],
  ])('of %j and %i is empty', (address, prefix) => {
    expect(called('parse_ipv6_mask', text(address), long(prefix))).toBe('');
  });
});
