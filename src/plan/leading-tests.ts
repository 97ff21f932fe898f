import type { Instant } from '../records/instant.js';
import type { ColumnTest, OnceColumn } from '../records/scan.js';
import { testsOfCondition } from './column-tests.js';
import type { ExpressionNode } from './expression.js';
import { demandsOf, neededColumns } from './needs.js';
import type { PlanNode } from './node.js';
import { testOfOneColumn } from './one-column-test.js';
import { columnsAfter, columnsOfScan, onceColumns, plainNames, type ScanColumns } from './scan-columns.js';
import { inputsOf, stepsOf } from './walk.js';

type Tests = readonly ColumnTest[];

/** One way in which a record can be wanted. */
export interface Alternative {
  /** What it must meet. */
  readonly tests: Tests;
  /** The scan's columns in which it must differ from all records before it; null when it need not. */
  readonly once: readonly OnceColumn[] | null;
  /** The scan's columns that are needed of it. */
  readonly columns: readonly string[];
}

/** What is known of the rows of a step. */
interface Way {
  /** The steps to these rows, from the scan on. */
  readonly steps: readonly PlanNode[];
  /** What each of its columns is to the scan. */
  readonly columns: ScanColumns;
  readonly tests: Tests;
  /** What of the scan decides beside the tests which records come so far; null when that is not known. */
  readonly besides: readonly OnceColumn[] | null;
}

/**
 * The tests with which some plans begin, as alternatives of which a record must meet one: a record that meets none reaches no row of any plan.
 * What a test cannot say is left out, and so is what depends on the clock when `now` is null.
 */
export function leadingTests(plans: readonly PlanNode[], now: Instant | null): readonly Alternative[] {
  const readers = readersOf(plans);
  const needed = neededColumns(plans);
  const alternatives: Alternative[] = [];
  const follow = (node: PlanNode, way: Way): void => {
    const { tests, steps } = way;
    const ends = (names: readonly string[], once: Alternative['once']) =>
      alternatives.push({ tests, once, columns: columnsAsked(steps, names) });
    if (plans.includes(node))
      ends(
        node.columns.map(({ name }) => name),
        null,
      );
    for (const reader of readers.get(node) ?? []) {
      const columns = columnsAfter(reader, way.columns);
      if (columns === null) ends(demandsOn(node, reader, needed.get(reader)!), onceBefore(reader, way));
      else follow(reader, { ...wayThrough(reader, way, now), steps: [...steps, reader], columns });
    }
  };
  for (const node of stepsOf(plans))
    if (node.kind === 'scan')
      follow(node, { steps: [node], columns: columnsOfScan(node), tests: [], besides: [] });
  return withoutImplied(alternatives);
}

function wayThrough(node: PlanNode, way: Way, now: Instant | null): Pick<Way, 'tests' | 'besides'> {
  // A sort decides which of alike records is the first.
  if (node.kind === 'sort') return { tests: way.tests, besides: null };
  if (node.kind !== 'where') return way;
  const found = conjunctsOf(node.test).map((test) => testsOf(test, way.columns, now));
  const besides = found.map((part) => part.besides);
  return {
    tests: [...way.tests, ...found.flatMap(({ tests }) => tests)],
    besides:
      way.besides === null || besides.includes(null)
        ? null
        : [...way.besides, ...besides.flatMap((one) => one!)],
  };
}

/** The columns of a step that another asks for, of whose own columns some are needed. */
const demandsOn = (node: PlanNode, reader: PlanNode, needed: ReadonlySet<string>): readonly string[] =>
  demandsOf(reader, needed).flatMap(({ input, columns }) => (input === node ? columns : []));

/** The columns of the first of some steps, each of which reads the one before, when some of the last one's are asked for. */
function columnsAsked(steps: readonly PlanNode[], names: readonly string[]): readonly string[] {
  let asked = names;
  for (let i = steps.length - 1; i > 0; i--) asked = demandsOn(steps[i - 1]!, steps[i]!, new Set(asked));
  return asked;
}

/** The conditions that must all be true for one to be. */
const conjunctsOf = (test: ExpressionNode): readonly ExpressionNode[] =>
  test.kind === 'call' && test.function === 'and' ? test.arguments.flatMap(conjunctsOf) : [test];

/** The tests of a condition that is no conjunction, and what of the scan decides it beside them. */
function testsOf(
  condition: ExpressionNode,
  columns: ScanColumns,
  now: Instant | null,
): { readonly tests: Tests; readonly besides: readonly OnceColumn[] | null } {
  const tests = testsOfCondition(condition, plainNames(columns), now);
  const whole = condition.kind === 'call' && condition.function === 'between' ? 2 : 1;
  if (tests.length === whole) return { tests, besides: [] };
  const test = testOfOneColumn(condition, columns, now);
  return test === null ? { tests, besides: onceColumns(condition, columns) } : { tests: [test], besides: [] };
}

/** What decides what a `distinct` makes of a record; null for other steps, and where that is not known. */
function onceBefore(node: PlanNode, { columns, besides }: Way): readonly OnceColumn[] | null {
  if (node.kind !== 'distinct' || besides === null) return null;
  const keys = node.columns.map(({ name, type }) => onceColumns({ kind: 'column', name, type }, columns));
  if (keys.includes(null)) return null;
  const all = [...keys.flatMap((key) => key!), ...besides];
  return [...new Map(all.map((column) => [JSON.stringify(column), column])).values()];
}

/** The steps that read each step. */
function readersOf(plans: readonly PlanNode[]): ReadonlyMap<PlanNode, readonly PlanNode[]> {
  const readers = new Map<PlanNode, PlanNode[]>();
  for (const node of stepsOf(plans))
    for (const input of inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  return readers;
}

/** Drops alternatives that hold only where another does, those with all of its tests; what they need the other needs then. */
function withoutImplied(alternatives: readonly Alternative[]): readonly Alternative[] {
  const keyed = alternatives.map((alternative) => ({
    ...alternative,
    keys: new Set(alternative.tests.map(keyOf)),
    asked: new Set(alternative.columns),
  }));
  const implied = (i: number): number => {
    const mine = keyed[i]!;
    return keyed.findIndex((other, j) => {
      if (i === j || ![...other.keys].every((key) => mine.keys.has(key))) return false;
      const alike = other.keys.size === mine.keys.size && equal(other.once, mine.once);
      return alike ? j < i : other.once === null;
    });
  };
  const heirs = keyed.map((_, i) => implied(i));
  for (const [i, { columns }] of keyed.entries()) {
    let heir = i;
    while (heirs[heir]! >= 0) heir = heirs[heir]!;
    for (const column of columns) keyed[heir]!.asked.add(column);
  }
  return keyed
    .filter((_, i) => heirs[i]! < 0)
    .map(({ tests, once, asked }) => ({
      tests: [...new Map(tests.map((test) => [keyOf(test), test])).values()],
      once,
      columns: [...asked],
    }));
}

const equal = (a: Alternative['once'], b: Alternative['once']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const conditions = new WeakMap<object, number>();
let conditionsMet = 0;

/** What tells a test from others. Conditions of the same text may speak of columns that are computed differently. */
function keyOf(test: ColumnTest): string {
  if (test.op !== 'meets')
    return JSON.stringify(test, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  if (!conditions.has(test)) conditions.set(test, ++conditionsMet);
  return `meets ${conditions.get(test)}`;
}
