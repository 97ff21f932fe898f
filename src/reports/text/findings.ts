import type { Detection } from '../../findings/detection.js';
import type { Evidence, Finding, ReplayResult } from '../../findings/finding.js';
import { grouped } from '../../records/grouped.js';
import { shownPath } from '../../records/shown-path.js';
import { type Precision, precisionOf, timeText } from '../../records/time-text.js';
import { countText, numberText } from '../count-text.js';
import { visibleExcerpt, visibleText } from '../visible-text.js';
import { flow, type Span } from './flow.js';
import { markLines } from './marks.js';
import { bySeverity } from './severity-text.js';
import { fold, type TextStyle } from './style.js';

const findingsShown = 10;
const evidenceShown = 3;

/**
 * The findings by detection, most severe first, each detection's in order of time. A published detection follows the hardened one that stands
 * for it; what that one confirms is counted, and shown only when all is.
 */
export function* findingLines(result: ReplayResult, style: TextStyle): Generator<string> {
  const groups = grouped(result.findings, ({ detection }) => detection);
  const shownAbove = new Set(
    result.findings.flatMap(({ id, confirms }) => (confirms === undefined ? [] : [id])),
  );
  const confirmed = rowsByFinding(result.findings.filter(({ confirmedBy }) => confirmedBy !== undefined));
  for (const detection of inFamilies([...result.detections].sort(bySeverity))) {
    const findings = groups.get(detection.id);
    if (findings === undefined) continue;
    yield* headingLines(detection, findings.length, style);
    yield* groupLines(findings, { detection, confirmed, shownAbove }, style);
  }
}

/** Each published detection behind the hardened one that stands for it, when that is there too. */
function inFamilies(detections: readonly Detection[]): readonly Detection[] {
  const standsFor = grouped(detections, ({ hardens }) => hardens?.detection);
  const ordered = detections.flatMap((detection) => {
    if (standsFor.has(detection.id)) return [];
    const published = detections.filter(({ id }) => id === detection.hardens?.detection);
    return [detection, ...published];
  });
  return [...new Set([...ordered, ...detections])];
}

const rowsByFinding = (findings: readonly Finding[]): ReadonlyMap<string, number> =>
  new Map([...grouped(findings, ({ id }) => id)].map(([id, equal]) => [id, equal.length]));

function* headingLines(detection: Detection, count: number, style: TextStyle): Generator<string> {
  const { palette, width } = style;
  const severity = detection.severity.toUpperCase();
  const indent = severity.length + 2;
  yield* flow(
    [
      { text: severity, paint: palette[detection.severity] },
      { text: ` ${visibleText(detection.title)}`, paint: palette.strong },
    ],
    { first: 0, rest: indent, width },
  );
  const about = [detection.id, ...detection.techniques, countText(count, 'finding')].map(visibleText);
  yield* flow([{ text: about.join(', '), paint: palette.faint }], { first: indent, rest: indent, width });
  yield '';
}

/** Equal rows of one detection, shown once. */
interface Entry {
  readonly finding: Finding;
  readonly equal: readonly Finding[];
}

/** What the findings of a detection are shown with. */
interface Surroundings {
  readonly detection: Detection;
  /** How many rows each confirmed finding stands for, by its id. */
  readonly confirmed: ReadonlyMap<string, number>;
  /** Ids of the hardened findings. */
  readonly shownAbove: ReadonlySet<string>;
}

function* groupLines(
  findings: readonly Finding[],
  surroundings: Surroundings,
  style: TextStyle,
): Generator<string> {
  const { shownAbove } = surroundings;
  const open = findings.filter(
    ({ confirmedBy }) => style.groups === 'all' || confirmedBy === undefined || !shownAbove.has(confirmedBy),
  );
  if (open.length < findings.length) {
    const above = countText(findings.length - open.length, 'row');
    yield style.palette.faint(`  ${above} confirmed by findings above; --all shows them`);
    yield '';
  }
  const { shown, hidden } = fold(entriesOf(open), findingsShown, style);
  const precision = precisionOf(shown.flatMap(({ finding: { time } }) => (time === null ? [] : [time])));
  for (const entry of shown) {
    yield* entryLines(entry, precision, surroundings, style);
    yield '';
  }
  if (hidden > 0) {
    yield style.palette.faint(`  ... and ${numberText(hidden)} more; --all shows them`);
    yield '';
  }
}

function entriesOf(findings: readonly Finding[]): readonly Entry[] {
  return [...grouped(findings, ({ id }) => id).values()]
    .map((equal) => ({ finding: equal[0]!, equal }))
    .sort(byTime);
}

/** Earliest first; a time that could not be read comes last. */
function byTime(a: Entry, b: Entry): number {
  const [x, y] = [a.finding.time, b.finding.time];
  if (x === null || y === null) return Number(x === null) - Number(y === null);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Where the records stand that findings rest on, each once. */
const placesOf = (findings: readonly Finding[]): readonly string[] => [
  ...new Set(findings.flatMap(({ evidence }) => evidence.map(evidenceText))),
];

const evidenceText = ({ path, line, record }: Evidence) =>
  `${visibleText(shownPath(path))}:${line}${record === undefined ? '' : ` (record ${record})`}`;

function* entryLines(
  { finding, equal }: Entry,
  precision: Precision,
  { detection, confirmed }: Surroundings,
  style: TextStyle,
): Generator<string> {
  const { palette, width } = style;
  const time = finding.time === null ? 'time unknown' : timeText(finding.time, precision);
  const { length } = equal;
  const times = length === 1 ? [] : [{ text: `(${numberText(length)} equal rows)`, paint: palette.faint }];
  yield* flow([`${time} `, visibleExcerpt(finding.summary), ...times], {
    first: 2,
    rest: 4 + time.length,
    width,
  });
  const indent = { first: 6, rest: 6, width };
  yield* flow(entitySpans(finding, style), indent);
  yield* markLines(finding, detection.severity, confirmed, style);
  const { shown, hidden } = fold(placesOf(equal), evidenceShown, style);
  const more = hidden === 0 ? [] : [`and ${numberText(hidden)} more`];
  yield* flow([{ text: 'evidence', paint: palette.faint }, shown.join(', '), ...more], indent);
}

/** Whom and what a finding names, as a clause: `by ann@contoso.com from 203.0.113.9 on KV1`. */
function entitySpans({ entities }: Finding, { palette }: TextStyle): Span[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['by', entities.account?.fullName],
    ['from', entities.ip?.address],
    ['on', entities.azureResource?.name],
    ['through application', entities.cloudApplication?.appId],
  ];
  return named.flatMap(([preposition, name]) =>
    name === undefined ? [] : [{ text: preposition, paint: palette.faint }, nameText(name)],
  );
}

/** A name from a log; in quotes where it has blanks, so that it cannot pass for more than a name. */
function nameText(name: string): string {
  const shown = visibleExcerpt(name);
  return /[ "]/.test(shown) ? `"${shown.replaceAll('"', '\\"')}"` : shown;
}
