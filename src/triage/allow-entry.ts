import type { Detection } from '../findings/detection.js';
import type { Instant } from '../records/instant.js';
import { namedInstant } from '../records/named-instant.js';
import { fault, type Place } from '../yaml/fault.js';
import { itemsOf, mapOf, required, textOf, valueAt, wrong } from '../yaml/reading.js';
import type { YamlMap, YamlNode } from '../yaml/yaml-node.js';
import { type AddressRange, parseRange } from './address-range.js';
import { detectionsFitting } from './detections-fitting.js';

/** Keys of an entry with what they say. All that an entry names must hold; letter case makes no difference. */
export const allowKeys = {
  detection: 'The id of a detection, or a pattern such as hardened/*',
  actor: 'The user name, object id or application id of whoever acted',
  app: 'The application id that was used',
  ip: 'The address of the caller, or a range such as 192.0.2.0/24 or 2001:db8::/32',
  vault: 'The name of the vault',
  item: 'A secret, key or certificate: secret/db-password, or with its vault kv1/secret/db-password',
  client: 'The family of the client, such as terraform or azure-cli',
  reason: 'Why this is no attack',
  expires: 'From when on the entry hides nothing: an ISO date, or date and time, by the clock of the run',
} as const;

/** What an entry may hold a finding against. */
export const allowConditions = ['actor', 'app', 'ip', 'vault', 'item', 'client'] as const;
export type AllowCondition = (typeof allowConditions)[number];

/** An entry of an allow list. */
export interface AllowEntry {
  readonly at: Place;
  /** As it is written; absent when it is about all detections. */
  readonly detection?: string;
  /** Ids of the detections it is about. */
  readonly detections: ReadonlySet<string>;
  /** What it names, in lower case. */
  readonly named: { readonly [condition in AllowCondition]?: string };
  /** The range that `ip` means. */
  readonly range: AddressRange | null;
  readonly reason: string;
  /** Null when it holds for ever. */
  readonly expires: Instant | null;
}

/** Reads the entries of an allow list. Throws a UsageError with line, column and field on whatever is wrong. */
export const parseAllowEntries = (node: YamlNode, detections: readonly Detection[]): readonly AllowEntry[] =>
  itemsOf(node).map((item) => parseEntry(item, detections));

function parseEntry(node: YamlNode, detections: readonly Detection[]): AllowEntry {
  const map = mapOf(node, Object.keys(allowKeys));
  const reason = textOf(required(map, 'reason'));
  const detection = valueAt(map, 'detection');
  const pattern = detection === null ? null : textOf(detection);
  const about = pattern === null ? detections : detectionsFitting(pattern, detection!.at, detections);
  const named = namedIn(map);
  if (pattern === null && Object.keys(named).length === 0)
    throw fault(map.at, `hides everything: name at least one of detection, ${allowConditions.join(', ')}`);
  return {
    at: map.at,
    ...(pattern !== null && { detection: pattern }),
    detections: new Set(about.map(({ id }) => id)),
    named,
    range: rangeIn(map),
    reason,
    expires: expiryIn(map),
  };
}

function namedIn(map: YamlMap): AllowEntry['named'] {
  const named = allowConditions.flatMap((key) => {
    const value = valueAt(map, key);
    return value === null ? [] : [[key, textOf(value).trim().toLowerCase()] as const];
  });
  const item = valueAt(map, 'item');
  if (
    item !== null &&
    !/^(?:[^/]+\/)?(?:secret|key|certificate|storage)\/[^/]+$/.test(textOf(item).trim().toLowerCase())
  )
    throw wrong(item, 'an item, such as secret/db-password or kv1/secret/db-password');
  return Object.fromEntries(named);
}

function rangeIn(map: YamlMap): AddressRange | null {
  const node = valueAt(map, 'ip');
  if (node === null) return null;
  const range = parseRange(textOf(node).trim());
  if (range === null)
    throw wrong(
      node,
      'an address, or a range whose address has no bits beyond the prefix, such as 192.0.2.0/24 or 2001:db8::/32',
    );
  return range;
}

function expiryIn(map: YamlMap): Instant | null {
  const node = valueAt(map, 'expires');
  if (node === null) return null;
  const at = node.kind === 'scalar' ? namedInstant(node.text) : null;
  if (at === null) throw wrong(node, 'a date, or a date and time in ISO form, such as 2026-12-31');
  return at;
}
