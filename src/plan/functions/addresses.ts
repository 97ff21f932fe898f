import { AddressDatabase, type AddressPlace } from '../../records/address-database.js';
import { parseAddress } from '../../records/ip-address.js';
import type { Value } from '../../records/value.js';
import type { ScalarFunction } from '../function.js';
import { signature, strict } from './define.js';

/** A range of IPv4 addresses: its first address as a number, and how many bits all of its addresses share. */
interface Ipv4Range {
  readonly first: number;
  readonly prefix: number;
}

const form = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

function address(text: string): (Ipv4Range & { readonly address: number }) | null {
  const match = text.length < 40 ? form.exec(text.trim()) : null;
  if (match === null) return null;
  const bytes = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (bytes.some((byte) => byte > 255) || prefix > 32) return null;
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return { address: value, first: value - (value % 2 ** (32 - prefix)), prefix };
}

function isInRange(one: string, other: string): boolean | null {
  const tested = address(one);
  const range = address(other);
  if (tested === null || range === null) return null;
  return tested.address >= range.first && tested.address < range.first + 2 ** (32 - range.prefix);
}

function masked(text: string, prefix: number): string {
  const found = address(text);
  if (found === null || prefix < 0 || prefix > 32) return '';
  const shared = Math.min(prefix, found.prefix);
  const first = found.address - (found.address % 2 ** (32 - shared));
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${bytes.join('.')}/${shared}`;
}

const mapped = 0xffffn << 32n;

/** An address, which may say itself how many of its bits count, in all groups of IPv6 with the bits behind a prefix cleared. */
function maskedIpv6(text: string, prefix: number): string {
  const [, written = '', length] = /^([^/]{1,45})(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const found = parseAddress(written);
  if (found === null || prefix < 0 || prefix > 128) return '';
  // Of an IPv4 address the length counts the last 32 bits.
  const own = length === undefined ? 128 : Number(length) + (found.version === 4 ? 96 : 0);
  if (own > 128) return '';
  const rest = BigInt(128 - Math.min(prefix, own));
  const bits = found.version === 4 ? mapped | found.bits : found.bits;
  const hex = ((bits >> rest) << rest).toString(16).padStart(32, '0');
  return (hex.match(/.{4}/g) as string[]).join(':');
}

const texts = (n: number) => Array.from({ length: n }, () => 'string' as const);

/** What files know of an address. KQL has files of its own, which have countries and no names of networks. */
const placed = (
  name: string,
  of: keyof AddressPlace,
  print: (address: string) => string,
): ScalarFunction => ({
  ...strict(name, [signature(['string', 'dynamic'], 'string')], ([, files]) => {
    const database = new AddressDatabase(files!.constant as readonly string[]);
    return (address) => database.of(address as string)[of];
  }),
  print: ([address]) => print(address!),
});

/** Functions over addresses and ranges written `a.b.c.d/prefix`; null, or no text, of what is none. */
export const addresses: readonly ScalarFunction[] = [
  strict(
    'ipv4_is_in_range',
    [signature(texts(2), 'bool')],
    () => (one, other) => isInRange(one as string, other as string),
  ),
  strict(
    'ipv4_netmask_suffix',
    [signature(['string'], 'long')],
    () =>
      (text): Value =>
        address(text as string)?.prefix ?? null,
  ),
  strict(
    'format_ipv4_mask',
    [signature(['string', 'long'], 'string')],
    () => (text, prefix) => masked(text as string, Number(prefix)),
  ),
  strict(
    'parse_ipv6_mask',
    [signature(['string', 'long'], 'string')],
    () => (text, prefix) => maskedIpv6(text as string, Number(prefix)),
  ),
  placed('country_of', 'country', (address) => `tostring(geo_info_from_ip_address(${address}).country)`),
  placed('network_name_of', 'network', () => '""'),
];
