import type { TroubleKind } from '../records/trouble.js';

/** What a trouble means to whoever reads the report. */
export interface TroubleGuide {
  /** What happened, to stand before a count. */
  readonly heading: string;
  /** What it does to the result, and what to do about it. */
  readonly advice: string;
  /** `data`: the input is damaged, cut or unclear. `result`: the input is sound, and still the result deserves a second look. */
  readonly concerns: 'data' | 'result';
}

/** What each kind of trouble means. */
export const troubleGuides: { readonly [kind in TroubleKind]: TroubleGuide } = {
  'malformed-record': {
    heading: 'Records that could not be read',
    advice: 'They are not in the result. Look at the lines named, or export again.',
    concerns: 'data',
  },
  'unreadable-value': {
    heading: 'Values that do not fit the type of their column',
    advice: 'They count as empty; the rest of their records was used.',
    concerns: 'data',
  },
  'unreadable-time': {
    heading: 'Times that could not be read',
    advice:
      'They count as empty, so no test on time matches these records. If the export was edited in a spreadsheet, use the original.',
    concerns: 'data',
  },
  'ambiguous-date': {
    heading: 'Dates whose day and month could be exchanged',
    advice: 'Say which comes first with --date-order dmy or --date-order mdy.',
    concerns: 'data',
  },
  'unknown-time-zone': {
    heading: 'Times in a time zone that is not known',
    advice: 'Name the zone of the export with --local-zone, such as Europe/Berlin.',
    concerns: 'data',
  },
  'local-time-read-as-utc': {
    heading: 'Local times that were read as UTC',
    advice: 'They may be hours off. Name the zone of the export with --local-zone, such as Europe/Berlin.',
    concerns: 'data',
  },
  'ambiguous-none': {
    heading: 'Values that may be empty or the text None',
    advice: 'The export does not tell the two apart. Export again in another format if it matters.',
    concerns: 'data',
  },
  'duplicate-column': {
    heading: 'Columns that stand more than once in their input',
    advice: 'Compare the input named with a fresh export.',
    concerns: 'data',
  },
  'other-table': {
    heading: 'Records of other tables or services',
    advice: 'They were left aside; only records of Key Vault are looked at.',
    concerns: 'result',
  },
  'left-out': {
    heading: 'Inputs without records of Key Vault',
    advice: 'They were left out. If one of them is an export, name its shape with --shape.',
    concerns: 'data',
  },
  'partial-result': {
    heading: 'Exports that say themselves that they are partial',
    advice: 'Rows are missing. Export again over shorter spans of time.',
    concerns: 'data',
  },
  'export-cap': {
    heading: 'Exports as long as the portal or the query API allows',
    advice: 'Rows are probably missing. Export again over shorter spans of time.',
    concerns: 'data',
  },
  'cut-file': {
    heading: 'Inputs that end in the middle of a record',
    advice: 'What follows the cut is not in the result. Copy or export the input again.',
    concerns: 'data',
  },
  'file-changed': {
    heading: 'Inputs that changed while they were read',
    advice: 'Run again on copies that nobody writes to.',
    concerns: 'data',
  },
  'read-slowly': {
    heading: 'Exports that the fast reader would have misread',
    advice: 'They were read the slow way, so the result is right. Please report it: the fault is ours.',
    concerns: 'result',
  },
  'same-file-twice': {
    heading: 'Inputs with the same content as another',
    advice: 'Name each export once: records that count twice make findings that count twice.',
    concerns: 'data',
  },
  'duplicate-record': {
    heading: 'Records that stand more than once',
    advice:
      'Exports that overlap repeat records, and so does Azure now and then; findings on them can repeat too.',
    concerns: 'data',
  },
  'out-of-order': {
    heading: 'Records that are not in order of time',
    advice: 'Detections do not depend on the order; nothing needs to be done.',
    concerns: 'result',
  },
  'short-history': {
    heading: 'Detections that look further back than the records reach',
    advice: 'What they call new may be old. Add exports of earlier days.',
    concerns: 'result',
  },
  'short-period': {
    heading: 'Detections that look further back than a schedule lets them',
    advice: 'A rule of Sentinel sees 14 days at most. A run without --schedule looks back all the way.',
    concerns: 'result',
  },
  'newest-record-apart': {
    heading: 'A clock set by a record far from all others',
    advice:
      'What looks back from the clock may find nothing. If the stamp is wrong, say what time it was with --now.',
    concerns: 'data',
  },
  'silent-vault': {
    heading: 'Vaults without records for days',
    advice: 'Logging may have been off, or an export may be missing.',
    concerns: 'result',
  },
  'missing-column': {
    heading: 'Columns that a detection names and no input has',
    advice:
      'They count as empty, as if no record had a value there. With --strict-columns such detections do not run.',
    concerns: 'result',
  },
  'arg-max-tie': {
    heading: 'Latest records that share their time with another',
    advice: 'Log Analytics may choose another of them than this replay did.',
    concerns: 'result',
  },
  'expired-allowance': {
    heading: 'Entries of allow lists that have expired',
    advice: 'They hide nothing any more. Renew or remove them.',
    concerns: 'result',
  },
  'idle-allowance': {
    heading: 'Entries of allow lists that hide nothing',
    advice: 'Nothing that they name was found. Look for a slip, or remove them.',
    concerns: 'result',
  },
};
