import type { ReplayResult } from '../findings/finding.js';
import type { Pivots } from './pivots.js';

/** What a replay gave, with what helps to work through it. */
export interface Triaged extends ReplayResult {
  /** What the findings name; absent unless somebody asks. */
  readonly pivots?: Pivots;
}
