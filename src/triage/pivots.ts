import { atLeast, type Severity } from '../findings/detection.js';
import type { Finding, ReplayResult } from '../findings/finding.js';
import type { Instant } from '../records/instant.js';
import { compareText } from '../records/value-order.js';
import { namesIn } from './names.js';

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
