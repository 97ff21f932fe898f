/** An IP address as its bits: 32 of IPv4, 128 of IPv6. */
export interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

/** The address that a text is; IPv4 written inside IPv6 (`::ffff:192.0.2.1`, `::192.0.2.1`) is IPv4. Null when it is none. */
export function parseAddress(text: string): Address | null {
  if (text.length > 45) return null;
  if (!text.includes(':')) {
    const bits = ipv4Bits(text);
    return bits === null ? null : { version: 4, bits };
  }
  const bits = ipv6Bits(text);
  if (bits === null) return null;
  const above = bits >> 32n;
  const isIpv4 = above === 0xffffn || (above === 0n && text.includes('.'));
  return isIpv4 ? { version: 4, bits: bits & 0xffffffffn } : { version: 6, bits };
}

function ipv4Bits(text: string): bigint | null {
  const parts = text.split('.');
  const fits = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  return fits ? parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) : null;
}

function ipv6Bits(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [left, right] = halves.map((half) => (half === '' ? [] : groupsOf(half)));
  if (left === null || right === null || left === undefined) return null;
  const written = left.length + (right?.length ?? 0);
  if (right === undefined ? written !== 8 : written > 7) return null;
  const zeros = Array.from({ length: 8 - written }, () => 0);
  return [...left, ...zeros, ...(right ?? [])].reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of a part of an IPv6 address, whose end may be written as IPv4. */
function groupsOf(text: string): readonly number[] | null {
  const parts = text.split(':');
  const last = parts.at(-1)!;
  const dotted = last.includes('.') ? ipv4Bits(last) : undefined;
  if (dotted === null) return null;
  const hex = dotted === undefined ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[\da-f]{1,4}$/i.test(part))) return null;
  const groups = hex.map((part) => Number.parseInt(part, 16));
  return dotted === undefined ? groups : [...groups, Number(dotted >> 16n), Number(dotted & 0xffffn)];
}

/** An IPv4 address as `192.0.2.1`. */
export const dottedIpv4 = ({ bits }: Address): string =>
  [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
