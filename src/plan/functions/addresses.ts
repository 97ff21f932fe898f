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

const texts = (n: number) => Array.from({ length: n }, () => 'string' as const);

/** Functions over IPv4 addresses and ranges written `a.b.c.d/prefix`; null, or no text, of what is none. */
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
];
