/** Keys of a test file with what they say. */
export const fileKeys = {
  detection: 'The id of the detection that is tested',
  now: 'The clock of all tests that name none: an ISO date, or date and time; 2026-04-30T12:00:00Z when it is not said',
  tests: 'The tests, each with records and what they must give',
  mutants: 'own: only what stands in no other detection is changed; all: every step, as when it is not said',
  survivors: 'Mutants that no test can notice, and why',
} as const;

/** Keys of a test with what they say. */
export const testKeys = {
  name: 'The behaviour that the test shows',
  now: 'The clock of this test',
  parameters: 'Values of parameters of the detection, for this test',
  records: 'The records, in any order: each a kind with its fields',
  file: 'An export in any shape, or several, from the folder of the test file',
  fires: 'true, a row or several rows that the detection must give, each with all or some of its columns',
  exactly: 'How many rows there must be; without it as many as are written out',
  atLeast: 'How many rows there must be at least',
  quiet: 'true when the detection must give no row',
} as const;

/** Which steps of a detection are changed to see whether its tests notice. */
export const mutantScopes = ['all', 'own'] as const;
export type MutantScope = (typeof mutantScopes)[number];

/** Keys of an explained mutant with what they say. */
export const survivorKeys = {
  mutant: 'The mutant as `vaultreplay test --mutate` names it',
  because: 'Why no test can notice it',
} as const;
