/** A range of addresses: the bits that they share, and how many those are. */
export interface AddressRange {
  readonly version: 4 | 6;
  /** The first `prefix` bits. */
  readonly shared: bigint;
  readonly prefix: number;
}

interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

const widths = { 4: 32, 6: 128 } as const;

/** Reads an address, or a range as `address/prefix`, of IPv4 or IPv6. Null when the text is neither, or a bit beyond the prefix is set. */
export function parseRange(text: string): AddressRange | null {
  const [, written = '', length] = /^([^/]{1,45})(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(written);
  if (address === null) return null;
  const { version, bits } = address;
  // Of an IPv4 address written inside IPv6 the prefix counts the bits of that form.
  const outer = version === 4 && written.includes(':') ? widths[6] - widths[4] : 0;
  const prefix = length === undefined ? widths[version] : Number(length) - outer;
  if (prefix < 0 || prefix > widths[version]) return null;
  const rest = BigInt(widths[version] - prefix);
  return (bits >> rest) << rest === bits ? { version, shared: bits >> rest, prefix } : null;
}

/** Whether an address lies in a range; false for what is no address. */
export function isInRange(text: string, { version, shared, prefix }: AddressRange): boolean {
  const address = parseAddress(text);
  return address?.version === version && address.bits >> BigInt(widths[version] - prefix) === shared;
}

/** An address; IPv4 written inside IPv6 (`::ffff:192.0.2.1`) is IPv4. */
function parseAddress(text: string): Address | null {
  if (text.length > 45) return null;
  if (!text.includes(':')) {
    const bits = ipv4Bits(text);
    return bits === null ? null : { version: 4, bits };
  }
  const bits = ipv6Bits(text);
  if (bits === null) return null;
  return bits >> 32n === 0xffffn ? { version: 4, bits: bits & 0xffffffffn } : { version: 6, bits };
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
