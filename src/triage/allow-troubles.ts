import type { TroubleKind, TroubleReport } from '../records/trouble.js';
import { compareText } from '../records/value-order.js';
import type { AllowEntry } from './allow-entry.js';
import type { Allowed } from './allowed.js';

const examplesKept = 5;

/** Troubles with those of allow lists among them: entries that have expired, and entries that hide nothing. */
export function withAllowTroubles(
  troubles: readonly TroubleReport[],
  { entries }: Allowed,
): readonly TroubleReport[] {
  const expired = entries.filter(({ active }) => !active);
  const idle = entries.filter(({ active, hides }) => active && hides === 0);
  return [
    ...troubles,
    ...reportOf(
      'expired-allowance',
      expired.map(({ entry }) => entry),
    ),
    ...reportOf(
      'idle-allowance',
      idle.map(({ entry }) => entry),
    ),
  ].sort((a, b) => compareText(a.kind, b.kind));
}

function reportOf(kind: TroubleKind, entries: readonly AllowEntry[]): readonly TroubleReport[] {
  if (entries.length === 0) return [];
  const examples = entries
    .slice(0, examplesKept)
    .map(({ at: { path, line }, reason }) => ({ path, line, detail: reason }));
  return [{ kind, count: entries.length, examples }];
}
