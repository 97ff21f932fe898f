import type { ReplayResult } from '../../findings/finding.js';
import type { AllowEntry } from '../../triage/allow-entry.js';
import { withAllowTroubles } from '../../triage/allow-troubles.js';
import { hideAllowed } from '../../triage/allowed.js';
import type { Configuration } from '../../triage/configuration.js';
import { pivotsOf } from '../../triage/pivots.js';
import type { Triaged } from '../../triage/triaged.js';

/** What a result is worked through with. */
export interface Means {
  readonly configuration: Configuration | null;
  /** Null when there are no allow lists. */
  readonly entries: readonly AllowEntry[] | null;
}

/** The result as reports show it: without what allow lists hide, with what somebody asked for. */
export function triaged(
  result: ReplayResult,
  { configuration, entries }: Means,
  given: { readonly pivots?: boolean | undefined; readonly 'show-allowed'?: boolean | undefined },
): Triaged {
  const shown =
    entries === null
      ? result
      : withoutAllowed(result, entries, given['show-allowed'] === true ? 'listed' : 'counted');
  return {
    ...shown,
    ...(configuration !== null && { configuration }),
    ...(given.pivots === true && { pivots: pivotsOf(shown) }),
  };
}

function withoutAllowed(
  result: ReplayResult,
  entries: readonly AllowEntry[],
  allowedFindings: 'listed' | 'counted',
): Triaged {
  const { result: left, allowed } = hideAllowed(result, entries);
  return { ...left, troubles: withAllowTroubles(left.troubles, allowed), allowed, allowedFindings };
}
