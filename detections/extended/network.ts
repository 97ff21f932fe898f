import {
  type Expression,
  extract,
  formatIpv4Mask,
  indexof,
  op,
  parseIpv6Mask,
  replaceString,
  strcat,
  strlen,
  substring,
  tostring,
} from '../../src/index.js';
import { firstOf } from '../normal-view/records.js';

type Text = Expression<'string'>;

const hexDigit = (text: Text, at: number) => indexof('0123456789abcdef', substring(text, at, 1));
const byte = (text: Text, at: number): Text =>
  tostring(op(op(hexDigit(text, at), '*', 16), '+', hexDigit(text, at + 1)));

/** The IPv4 address at the end of one that is written in all groups of IPv6. */
const dotted = (full: Text): Text =>
  strcat(byte(full, 30), '.', byte(full, 32), '.', byte(full, 35), '.', byte(full, 37));

/** An IPv6 address in all groups without leading zeros, and without the groups at its end that are zero. */
function shortened(full: Text): Text {
  const kept = extract('^(.*?)(?::0000)*$', 1, strcat(':', full));
  const zeros: readonly (readonly [string, string])[] = [
    [':0000', ':z'],
    [':000', ':'],
    [':00', ':'],
    [':0', ':'],
    [':z', ':0'],
  ];
  const trimmed = zeros.reduce((text, [sought, by]) => replaceString(text, sought, by), kept);
  return strcat(substring(trimmed, 1), firstOf([[op(strlen(kept), '<', 40), '::']], ''));
}

/** The network of an address by the length of its prefix, `203.0.113.0/24` or `2001:db8:1::/48`; IPv4 written inside IPv6 is IPv4. Empty of what is no address. */
export function networkOf(address: Text, ipv4Prefix: number, ipv6Prefix: number): Text {
  const full = parseIpv6Mask(address, 128);
  const [short, long] = [Math.min(ipv4Prefix, 32), Math.min(ipv6Prefix, 128)];
  return firstOf(
    [
      [op(full, '==', ''), ''],
      [op(full, 'startswith_cs', '0000:0000:0000:0000:0000:ffff:'), formatIpv4Mask(dotted(full), short)],
    ],
    strcat(shortened(parseIpv6Mask(address, long)), '/', long),
  );
}
