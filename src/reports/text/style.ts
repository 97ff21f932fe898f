import type { Palette } from './palette.js';

/** How a report for people is laid out. */
export interface TextStyle {
  /** Columns to fill at most; only what cannot be broken goes beyond. */
  readonly width: number;
  readonly palette: Palette;
  /** Whether long groups show their first entries with a count of the rest, or all. */
  readonly groups: 'folded' | 'all';
}

/** The first entries of a group as the style shows them, and how many stay hidden. */
export function fold<T>(
  entries: readonly T[],
  shownWhenFolded: number,
  { groups }: TextStyle,
): { readonly shown: readonly T[]; readonly hidden: number } {
  // A fold that would hide a single entry takes as much room as the entry.
  const all = groups === 'all' || entries.length <= shownWhenFolded + 1;
  const shown = all ? entries : entries.slice(0, shownWhenFolded);
  return { shown, hidden: entries.length - shown.length };
}
