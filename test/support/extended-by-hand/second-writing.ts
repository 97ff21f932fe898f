import type fc from 'fast-check';
import type { HandEvent } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import type { FindingRow } from './finding.js';

/** An extended detection once more, as plain loops over the events in their order, with histories to hold both against each other. */
export interface SecondWriting {
  readonly rows: (events: readonly HandEvent[], now: bigint) => FindingRow[];
  readonly histories: fc.Arbitrary<readonly Record[]>;
  /** A history in which it finds something. */
  readonly example: readonly Record[];
  /** Whether records of vaults and callers that stand nowhere else may change what it finds. */
  readonly looksAtAll?: true;
}
