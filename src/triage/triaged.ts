import type { ReplayResult } from '../findings/finding.js';
import type { Allowed } from './allowed.js';
import type { Configuration } from './configuration.js';
import type { Pivots } from './pivots.js';

/** What a replay gave, with what helps to work through it. */
export interface Triaged extends ReplayResult {
  /** What the findings name; absent unless somebody asks. */
  readonly pivots?: Pivots;
  /** What changed the detections; absent when nothing did. */
  readonly configuration?: Configuration;
  /** What allow lists hide from the findings and the tables; absent when there are none. */
  readonly allowed?: Allowed;
  /** Whether reports list what allow lists hide, or only count it. */
  readonly allowedFindings?: 'listed' | 'counted';
}
