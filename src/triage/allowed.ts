import type { Finding, ReplayResult } from '../findings/finding.js';
import type { Instant } from '../records/instant.js';
import { isInRange } from './address-range.js';
import type { AllowCondition, AllowEntry } from './allow-entry.js';
import { mayLack, type NameKind, namesIn } from './names.js';

/** A finding that an allow list hides. */
export interface AllowedFinding {
  readonly finding: Finding;
  /** The entries that hide it: one, or several of which each covers a part of what it names. */
  readonly entries: readonly AllowEntry[];
}

/** What allow lists do to a result. */
export interface Allowed {
  /** In the order of the findings. */
  readonly findings: readonly AllowedFinding[];
  /** All entries, in the order of the lists, with how many findings each helps to hide. */
  readonly entries: readonly {
    readonly entry: AllowEntry;
    readonly active: boolean;
    readonly hides: number;
  }[];
}

/** Takes the findings that allow lists hide, and their rows, out of a result. An entry is active before it expires by the clock of the replay. */
export function hideAllowed(
  result: ReplayResult,
  entries: readonly AllowEntry[],
): { readonly result: ReplayResult; readonly allowed: Allowed } {
  const active = entries.filter(({ expires }) => isBefore(result.clock.now, expires));
  const found = result.findings.flatMap((finding): AllowedFinding[] => {
    const hiding = hidingEntries(finding, active);
    return hiding === null ? [] : [{ finding, entries: hiding }];
  });
  const hidden = new Set(found.map(({ finding }) => finding));
  const allowed: Allowed = {
    findings: found,
    entries: entries.map((entry) => ({
      entry,
      active: active.includes(entry),
      hides: found.filter((one) => one.entries.includes(entry)).length,
    })),
  };
  return { result: hidden.size === 0 ? result : without(result, hidden), allowed };
}

/** Whether an entry still holds; without a clock, one that expires does not. */
const isBefore = (now: Instant | null, expires: Instant | null): boolean =>
  expires === null || (now !== null && now < expires);

function without(result: ReplayResult, hidden: ReadonlySet<Finding>): ReplayResult {
  const { tables, findings } = result;
  return {
    ...result,
    findings: findings.filter((finding) => !hidden.has(finding)),
    tables: tables.map((table) => {
      // The findings of a detection stand in the order of its rows.
      const own = findings.filter(({ detection }) => detection === table.name);
      return { ...table, rows: table.rows.filter((_, i) => !hidden.has(own[i]!)) };
    }),
  };
}

/** Conditions that the calls behind one finding can meet differently, with the names of a finding that they look at. */
const manifold = [
  ['actor', 'actors'],
  ['app', 'applications'],
  ['ip', 'addresses'],
  ['vault', 'vaults'],
  ['item', 'items'],
  ['client', 'clients'],
] as const satisfies readonly (readonly [AllowCondition, NameKind])[];

/** A call that a finding may rest on, as far as entries look at it; null where it is not known. */
type Call = { readonly [condition in AllowCondition]?: string | null };

const mostCalls = 10_000;

/**
 * The entries that hide a finding: each call that it may rest on, which is each combination of what it names, must be allowed by one of them.
 * Null when some call is not.
 */
function hidingEntries(finding: Finding, active: readonly AllowEntry[]): readonly AllowEntry[] | null {
  const about = active.filter((entry) => entry.detections.has(finding.detection));
  const calls = about.length === 0 ? null : callsOf(finding, about);
  if (calls === null) return null;
  const allowed = (entry: AllowEntry, call: Call) => allows(entry, call, finding);
  for (const entry of about) if (calls.every((call) => allowed(entry, call))) return [entry];
  const hiding = new Set<AllowEntry>();
  for (const call of calls) {
    const entry = about.find((one) => allowed(one, call));
    if (entry === undefined) return null;
    hiding.add(entry);
  }
  return [...hiding];
}

/** The combinations of what a finding names, as far as entries look at them; null when those are too many. */
function callsOf(finding: Finding, entries: readonly AllowEntry[]): readonly Call[] | null {
  let calls: readonly Call[] = [{}];
  for (const [condition, kind] of manifold) {
    if (!entries.some(({ named }) => named[condition] !== undefined)) continue;
    const names = mayLack(finding, kind) ? [] : [...new Set(lower(namesIn(finding, kind)))];
    const known = names.length === 0 ? [condition === 'actor' ? callerId(finding) : null] : names;
    if (calls.length * known.length > mostCalls) return null;
    calls = calls.flatMap((call) => known.map((name) => ({ ...call, [condition]: name })));
  }
  return calls;
}

const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());

function allows({ named, range }: AllowEntry, call: Call, finding: Finding): boolean {
  return manifold.every(([condition]) => {
    const wanted = named[condition];
    if (wanted === undefined) return true;
    const name = call[condition] ?? null;
    if (name === null) return false;
    switch (condition) {
      case 'ip':
        return isInRange(name, range!);
      case 'item':
        return name === wanted || name.endsWith(`/${wanted}`);
      case 'actor':
        return name === wanted || (isCaller(name, finding) && callerId(finding) === wanted);
      default:
        return name === wanted;
    }
  });
}

/** Whether a name is that of the caller whose object id a finding has. */
const isCaller = (name: string, { entities: { account } }: Finding): boolean =>
  name === account?.fullName.toLowerCase();

/** The object id of the caller, in lower case; null when it is not known, or there are several. */
function callerId(finding: Finding): string | null {
  const [id] = mayLack(finding, 'actors') ? [] : lower(namesIn(finding, 'objectIds'));
  return id ?? null;
}
