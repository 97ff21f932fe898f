import { parseAddress } from '../records/ip-address.js';

/** A range of addresses: the bits that they share, and how many those are. */
export interface AddressRange {
  readonly version: 4 | 6;
  /** The first `prefix` bits. */
  readonly shared: bigint;
  readonly prefix: number;
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
