import { type Severity, severities } from '../../findings/detection.js';
import { countText } from '../count-text.js';

/** Severities as reports for people list them, worst first. */
export const worstFirst: readonly Severity[] = [...severities].reverse();

/** Sorts by severity, worst first; equal severities keep their order. */
export const bySeverity = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  severities.indexOf(b.severity) - severities.indexOf(a.severity);

/** How many of what by severity, worst first: `5 findings: 2 high, 3 medium`. */
export function severityCounts(of: readonly { readonly severity: Severity }[], noun: string): string {
  const counts = worstFirst
    .map((severity) => ({ severity, count: of.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  return `${countText(of.length, noun)}: ${counts.join(', ')}`;
}
