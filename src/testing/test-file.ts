import type { Detection } from '../findings/detection.js';
import type { Instant } from '../records/instant.js';
import type { Place } from '../yaml/fault.js';
import type { Expectation } from './expectation.js';
import type { MutantScope } from './test-file-keys.js';
import type { Cells } from './usual-columns.js';

/** Where the records of a test come from. */
export type TestInput =
  | { readonly kind: 'records'; readonly records: readonly Cells[] }
  /** Paths of exports in any shape, from where the process stands. */
  | { readonly kind: 'files'; readonly paths: readonly string[] };

/** Keys with which a test says what it expects. */
export const expectationKeys = ['fires', 'quiet', 'exactly', 'atLeast'] as const;
export type ExpectationKey = (typeof expectationKeys)[number];

/** One test of a detection. */
export interface DetectionTest {
  /** The behaviour that it shows; no two of a file have one name. */
  readonly name: string;
  readonly at: Place;
  /** The detection with the parameters of the test. */
  readonly detection: Detection;
  /** What `now()` means; null when the newest record of its files says it. */
  readonly now: Instant | null;
  readonly input: TestInput;
  readonly expected: Expectation;
  /** Where its expectation is written, by key: from the first character of the key to the last of the value. */
  readonly written: ReadonlyMap<ExpectationKey, readonly [start: number, end: number]>;
}

/** A mutant that no test can notice, and why. */
export interface Survivor {
  readonly mutant: string;
  readonly because: string;
  readonly at: Place;
}

/** The tests of a detection. */
export interface TestFile {
  readonly path: string;
  readonly text: string;
  readonly detection: Detection;
  readonly tests: readonly DetectionTest[];
  readonly mutants: MutantScope;
  readonly survivors: readonly Survivor[];
}
