import type { Finding, ReplayResult } from '../findings/finding.js';
import type { Instant } from '../records/instant.js';
import { isInRange } from './address-range.js';
import type { AllowEntry } from './allow-entry.js';
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
  ['ip', 'addresses'],
  ['vault', 'vaults'],
  ['item', 'items'],
  ['client', 'clients'],
] as const satisfies readonly (readonly [string, NameKind])[];

type Call = { readonly [condition in (typeof manifold)[number][0]]?: string };

const mostCalls = 10_000;

/**
 * The entries that hide a finding: each call that it may rest on, which is each combination of what it names, must be allowed by one of them.
 * Null when some call is not.
 */
function hidingEntries(finding: Finding, active: readonly AllowEntry[]): readonly AllowEntry[] | null {
  const about = active.filter((entry) => entry.detections.has(finding.detection) && isBy(entry, finding));
  if (about.length === 0) return null;
  const calls = callsOf(finding, about);
  for (const entry of about) if (calls?.every((call) => allows(entry, call))) return [entry];
  const hiding = new Set<AllowEntry>();
  for (const call of calls ?? []) {
    const entry = about.find((one) => allows(one, call));
    if (entry === undefined) return null;
    hiding.add(entry);
  }
  return calls === null ? null : [...hiding];
}

/** Whether an entry allows who acted, and through which application; of those a finding has one. */
function isBy({ named: { actor, app } }: AllowEntry, finding: Finding): boolean {
  const applications = lower(namesIn(finding, 'applications'));
  const actors = lower([...namesIn(finding, 'actors'), ...namesIn(finding, 'objectIds')]);
  return (actor === undefined || actors.includes(actor)) && (app === undefined || applications.includes(app));
}

/** The combinations of what a finding names, as far as entries look at them; null when that is not known or too many. */
function callsOf(finding: Finding, entries: readonly AllowEntry[]): readonly Call[] | null {
  let calls: readonly Call[] = [{}];
  for (const [condition, kind] of manifold) {
    if (!entries.some(({ named }) => named[condition] !== undefined)) continue;
    const names = mayLack(finding, kind) ? [] : [...new Set(lower(namesIn(finding, kind)))];
    // Without a name the condition holds for no call.
    const known = names.length === 0 ? [''] : names;
    if (calls.length * known.length > mostCalls) return null;
    calls = calls.flatMap((call) => known.map((name) => ({ ...call, [condition]: name })));
  }
  return calls;
}

const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());

function allows({ named: { vault, item, client }, range }: AllowEntry, call: Call): boolean {
  return (
    (range === null || isInRange(call.ip!, range)) &&
    (vault === undefined || call.vault === vault) &&
    (item === undefined || call.item === item || call.item?.endsWith(`/${item}`) === true) &&
    (client === undefined || call.client === client)
  );
}
