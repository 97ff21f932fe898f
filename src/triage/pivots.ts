import { atLeast, type Severity } from '../findings/detection.js';
import type { Finding, ReplayResult } from '../findings/finding.js';
import type { Instant } from '../records/instant.js';
import { compareText } from '../records/value-order.js';
import { itemName } from './item-name.js';

/** Something that findings name, to search on with. */
export interface Pivot {
  /** As the first finding spells it; letter case makes no difference. */
  readonly value: string;
  /** How many findings name it. */
  readonly findings: number;
  /** The highest severity of those findings. */
  readonly severity: Severity;
  /** Times of the first and last of those findings; null when none has a time. */
  readonly first: Instant | null;
  readonly last: Instant | null;
}

/** The kinds of things that findings name, in report order. */
export const pivotKinds = ['actors', 'applications', 'addresses', 'vaults', 'items'] as const;
export type PivotKind = (typeof pivotKinds)[number];

/** All that findings name, by kind, what most findings name first. */
export type Pivots = { readonly [kind in PivotKind]: readonly Pivot[] };

/** Columns that name more than the entities of a finding do. */
const furtherColumns: { readonly [kind in PivotKind]: readonly string[] } = {
  actors: [],
  applications: [],
  addresses: ['CallerIPs'],
  vaults: ['Vaults', 'NewVaults'],
  items: ['KeyVaultTarget', 'Item', 'ItemSample', 'SuccessItem'],
};

/** What the findings of a replay name: users and applications that acted, addresses, vaults, and items as `vault/kind/name`. */
export function pivotsOf({ findings }: Pick<ReplayResult, 'findings'>): Pivots {
  const tallies = new Map(pivotKinds.map((kind) => [kind, new Map<string, Tally>()]));
  for (const finding of findings)
    for (const kind of pivotKinds) {
      const values = new Map(namesIn(finding, kind).map((value) => [folded(value), value]));
      for (const [key, value] of values) count(tallies.get(kind)!, key, value, finding);
    }
  return Object.fromEntries(
    pivotKinds.map((kind) => [kind, [...tallies.get(kind)!.values()].sort(mostNamed)]),
  ) as unknown as Pivots;
}

type Tally = { -readonly [field in keyof Pivot]: Pivot[field] };

function count(tally: Map<string, Tally>, key: string, value: string, { severity, time }: Finding): void {
  const known = tally.get(key);
  if (known === undefined) {
    tally.set(key, { value, findings: 1, severity, first: time, last: time });
    return;
  }
  known.findings += 1;
  if (atLeast(severity, known.severity)) known.severity = severity;
  if (time === null) return;
  if (known.first === null || time < known.first) known.first = time;
  if (known.last === null || time > known.last) known.last = time;
}

const folded = (text: string) => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());

const mostNamed = (a: Pivot, b: Pivot): number =>
  b.findings - a.findings || (a.value === b.value ? 0 : compareText(folded(a.value), folded(b.value)));

/** What a finding names of a kind. */
function namesIn({ entities, row }: Finding, kind: PivotKind): readonly string[] {
  const further = furtherColumns[kind].flatMap((column) => textsOf(row[column]));
  const vault = entities.azureResource?.name ?? '';
  switch (kind) {
    case 'actors':
      return [...known(entities.account?.fullName), ...further];
    case 'applications':
      return [...known(entities.cloudApplication?.appId), ...further];
    case 'addresses':
      return [...textsOf(entities.ip?.address), ...further];
    case 'vaults':
      return [...known(entities.azureResource?.name), ...further];
    case 'items':
      return further.flatMap((text) => known(itemName(text, vault) ?? undefined));
  }
}

const known = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);

/** The texts of a cell: those of its list when it holds one. */
function textsOf(cell: Finding['row'][string] | undefined): readonly string[] {
  if (typeof cell !== 'string' || cell === '') return [];
  const list = cell.startsWith('[') ? listIn(cell) : null;
  return list ?? [cell];
}

function listIn(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
  } catch {
    return null;
  }
}
