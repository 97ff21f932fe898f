import { expect, test } from 'vitest';
import { called, calledOnConstants, long, text } from '../called.js';

const extracted = (pattern: string, group: number, of: string) =>
  calledOnConstants('extract', text(pattern), long(group), text(of));

test('extract gives a group of the first match, and no text where there is none', () => {
  expect(extracted('^https://([^/]+)/(.*)', 1, 'https://kv1/secrets')).toBe('kv1');
  expect(extracted('^https://([^/]+)/(.*)', 0, 'https://kv1/secrets')).toBe('https://kv1/secrets');
  expect(extracted('^http:', 0, 'https://kv1')).toBe('');
  expect(extracted('(a)|(b)', 2, 'a')).toBe('');
});

test('extract folds case where the pattern says so', () => {
  expect(extracted('(?i)oid=([0-9a-f]+)', 1, 'OID=AB')).toBe('AB');
});

test('matches regex looks anywhere in a text', () => {
  expect(calledOnConstants('matches regex', text('kv-1'), text('[0-9]'))).toBe(true);
  expect(calledOnConstants('matches regex', text('kv'), text('[0-9]'))).toBe(false);
});

test.each(['(a+)+', '(a*)*b', '(a{2,})+', '(a)\\1', '(?=a)', '(?<!a)'])('%s is refused', (pattern) => {
  expect(() => extracted(pattern, 0, 'a')).toThrow('is not allowed');
});

test.each([
  ['10.0.0.5', '10.0.0.0/24', true],
  ['10.0.1.0', '10.0.0.0/24', false],
  ['10.0.0.255', '10.0.0.7/24', true],
  ['1.2.3.4', '1.2.3.4', true],
  ['1.2.3.5', '1.2.3.4', false],
  ['255.1.1.1', '0.0.0.0/0', true],
  ['::1', '0.0.0.0/0', null],
  ['10.0.0.256', '10.0.0.0/8', null],
  ['10.0.0.1', '10.0.0.0/33', null],
])('whether %s lies in %s: %s', (address, range, expected) => {
  expect(called('ipv4_is_in_range', text(address), text(range))).toBe(expected);
});

test('the suffix of a range is its prefix, 32 of an address', () => {
  expect(called('ipv4_netmask_suffix', text('10.0.0.0/8'))).toBe(8);
  expect(called('ipv4_netmask_suffix', text(' 10.0.0.1 '))).toBe(32);
  expect(called('ipv4_netmask_suffix', text('everything'))).toBe(null);
});

test('an address is masked to its range', () => {
  expect(called('format_ipv4_mask', text('198.51.100.24'), long(24))).toBe('198.51.100.0/24');
  expect(called('format_ipv4_mask', text('203.0.113.255/30'), long(31))).toBe('203.0.113.252/30');
  expect(called('format_ipv4_mask', text('::1'), long(24))).toBe('');
});
