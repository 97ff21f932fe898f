import { expressionToKql, nameToKql } from './expression-to-kql.js';
import { literalToKql } from './literal-to-kql.js';
import type { PlanNode, Threshold } from './node.js';

type BurstNode = Extract<PlanNode, { kind: 'burst' }>;

const list = (parts: readonly string[]) => parts.join(', ');

const countOf = ({ of }: Threshold) => (of === null ? 'count()' : `count_distinct(${expressionToKql(of)})`);

/** A burst in one line; KQL has no operator for it. */
export function burstText({ by, time, within, tests, opens }: BurstNode): string {
  const any = tests.map((test) => test.map((each) => `${countOf(each)} >= ${each.atLeast}`).join(' and '));
  const length = literalToKql(within, 'timespan');
  const opening = opens === undefined ? '' : ` after ${expressionToKql(opens)}`;
  return `burst of ${nameToKql(time)} within ${length} by ${list(by.map(nameToKql))}${opening} where ${any.join(' or ')}`;
}

/** What is said of rows where only some open a burst: conditions as they follow others, and the order in which openers come first. */
function openingLines({ time, opens }: BurstNode, order: string) {
  if (opens === undefined) return { order, marked: [], opening: [], counted: '', belongs: '' };
  const later = `${nameToKql(time)} > BurstStart`;
  const [first, ...others] = order.split(', ');
  return {
    order: list([first!, 'BurstOpens desc', ...others]),
    marked: [`| extend BurstOpens = ${expressionToKql(opens)}`],
    opening: ['| where BurstOpens'],
    counted: ` and not(BurstOpens) and ${later}`,
    belongs: ` and (BurstOpens or ${later})`,
  };
}

/**
 * The lines of KQL that give bursts, after those of what a burst reads, whose order is `order`. For each row the rows of its window, and
 * for each of these whether the window passes up to it; then, row by row, the windows that begin behind the burst before.
 */
export function burstLines(node: BurstNode, order: string): readonly string[] {
  const { by, time, within, tests, columns } = node;
  const keys = by.length === 0 ? ['BurstKey'] : by.map(nameToKql);
  const thresholds = tests.flat();
  const counts = thresholds.map((each, i) => `BurstCount${i} = ${countOf(each)}`);
  let next = 0;
  const passes = tests.map((test) =>
    test.map(({ atLeast }) => `BurstCount${next++} >= ${atLeast}`).join(' and '),
  );
  const window = (first: string) => list([...keys, 'BurstFirst', 'BurstStart', first]);
  const { marked, opening, counted, belongs, order: ordered } = openingLines(node, order);
  return [
    ...(by.length === 0 ? ['| extend BurstKey = 0'] : []),
    ...marked,
    `| sort by ${list([...keys.map((key) => `${key} asc`), ordered])}`,
    '| extend BurstRow = row_number()',
    '| as hint.materialized=true BurstRows',
    ...opening,
    `| project ${list([...keys, 'BurstFirst = BurstRow', `BurstStart = ${nameToKql(time)}`])}`,
    `| join kind=inner BurstRows on ${list(keys)}`,
    `| where BurstRow >= BurstFirst and ${nameToKql(time)} <= BurstStart + ${literalToKql(within, 'timespan')}${counted}`,
    `| project ${window('BurstLast = BurstRow')}`,
    `| join kind=inner BurstRows on ${list(keys)}`,
    `| where BurstRow between (BurstFirst .. BurstLast)${counted}`,
    `| summarize ${list(counts)} by ${window('BurstLast')}`,
    `| extend BurstPasses = ${passes.map((test) => `(${test})`).join(' or ')}`,
    `| summarize BurstDetected = minif(BurstLast, BurstPasses), BurstEnd = max(BurstLast) by ${list([...keys, 'BurstFirst', 'BurstStart'])}`,
    '| where isnotnull(BurstDetected)',
    '| sort by BurstFirst asc',
    '| scan declare (BurstUntil: long = 0, BurstTaken: bool = false) with (step s: true => BurstTaken = BurstFirst > s.BurstUntil, BurstUntil = iff(BurstFirst > s.BurstUntil, BurstEnd, s.BurstUntil);)',
    '| where BurstTaken',
    `| join kind=inner BurstRows on ${list(keys)}`,
    `| where BurstRow between (BurstFirst .. BurstEnd)${belongs}`,
    '| extend BurstDetects = BurstRow == BurstDetected',
    `| project ${list(columns.map(({ name }) => nameToKql(name)))}`,
  ];
}
