import type { Instant } from '../records/instant.js';
import type { ColumnTest } from '../records/scan.js';
import { testsOfCondition } from './column-tests.js';
import type { ExpressionNode } from './expression.js';
import type { NamedExpression, PlanNode } from './node.js';
import { columnsIn, inputsOf, stepsOf } from './walk.js';

/** The names of the scan's columns by the names that they have at a step. */
type ScanNames = ReadonlyMap<string, string>;

type Tests = readonly ColumnTest[];

/** One way in which a record can be wanted. */
export interface Alternative {
  /** What it must meet. */
  readonly tests: Tests;
  /** The scan's text columns in which it must differ from all records before it; null when it need not. */
  readonly once: readonly string[] | null;
}

/** What is known of the rows of a step. */
interface Way {
  readonly names: ScanNames;
  readonly tests: Tests;
  /** The scan's text columns. */
  readonly texts: ReadonlySet<string>;
  /** The scan's columns that decide beside the tests which records come so far; null when that is not known. */
  readonly besides: readonly string[] | null;
}

/**
 * The tests with which some plans begin, as alternatives of which a record must meet one: a record that meets none reaches no row of any plan.
 * What a test cannot say is left out, and so is what depends on the clock when `now` is null.
 */
export function leadingTests(plans: readonly PlanNode[], now: Instant | null): readonly Alternative[] {
  const readers = readersOf(plans);
  const alternatives: Alternative[] = [];
  const follow = (node: PlanNode, way: Way): void => {
    const { tests } = way;
    if (plans.includes(node)) alternatives.push({ tests, once: null });
    for (const reader of readers.get(node) ?? []) {
      const names = namesAfter(reader, way.names);
      if (names === null) alternatives.push({ tests, once: onceBefore(reader, way) });
      else follow(reader, { ...way, ...wayThrough(reader, way, now), names });
    }
  };
  for (const node of stepsOf(plans))
    if (node.kind === 'scan') {
      const names = new Map(node.columns.map(({ name }) => [name, name]));
      const texts = new Set(node.columns.flatMap(({ name, type }) => (type === 'string' ? [name] : [])));
      follow(node, { names, texts, tests: [], besides: [] });
    }
  return withoutImplied(alternatives);
}

function wayThrough(node: PlanNode, { names, tests, besides }: Way, now: Instant | null) {
  // A sort decides which of alike records is the first.
  if (node.kind === 'sort') return { tests, besides: null };
  if (node.kind !== 'where') return { tests, besides };
  const found = conjunctsOf(node.test).map((test) => ({ test, ...testsOf(test, names, now) }));
  const inexact = found.filter(({ exact }) => !exact).flatMap(({ test }) => columnsIn(test));
  const read = inexact.map((name) => names.get(name));
  return {
    tests: [...tests, ...found.flatMap((part) => part.tests)],
    besides: besides === null || read.includes(undefined) ? null : [...besides, ...(read as string[])],
  };
}

/** The conditions that must all be true for one to be. */
const conjunctsOf = (test: ExpressionNode): readonly ExpressionNode[] =>
  test.kind === 'call' && test.function === 'and' ? test.arguments.flatMap(conjunctsOf) : [test];

/** The tests of a condition that is no conjunction, and whether they say all of it. */
function testsOf(test: ExpressionNode, names: ScanNames, now: Instant | null) {
  const tests = testsOfCondition(test, names, now);
  const whole = test.kind === 'call' && test.function === 'between' ? 2 : 1;
  return { tests, exact: tests.length === whole };
}

/** The text columns that decide what a `distinct` makes of a record; null for other steps, and where something else decides too. */
function onceBefore(node: PlanNode, { names, besides, texts }: Way): readonly string[] | null {
  if (node.kind !== 'distinct' || besides === null) return null;
  const columns = [...node.keys.map((key) => names.get(key)), ...besides];
  const known = columns.filter((name) => name !== undefined && texts.has(name)) as readonly string[];
  return known.length === columns.length ? [...new Set(known)] : null;
}

/** The steps that read each step. */
function readersOf(plans: readonly PlanNode[]): ReadonlyMap<PlanNode, readonly PlanNode[]> {
  const readers = new Map<PlanNode, PlanNode[]>();
  for (const node of stepsOf(plans))
    for (const input of inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  return readers;
}

/** The names after a step through which tests can be seen: each of its rows is one row of its input. Null for the rest. */
function namesAfter(node: PlanNode, names: ScanNames): ScanNames | null {
  switch (node.kind) {
    case 'where':
    case 'sort':
    case 'project-away':
    case 'project-reorder':
      return names;
    case 'extend': {
      const after = new Map(names);
      for (const { name } of node.added) after.delete(name);
      return new Map([...after, ...plainColumns(node.added, names)]);
    }
    case 'project':
      return new Map(plainColumns(node.projected, names));
    case 'project-rename': {
      const after = new Map(names);
      for (const { from } of node.renamed) after.delete(from);
      for (const { name, from } of node.renamed) if (names.has(from)) after.set(name, names.get(from)!);
      return after;
    }
    default:
      return null;
  }
}

/** The named expressions that are columns of the scan and nothing more. */
const plainColumns = (named: readonly NamedExpression[], names: ScanNames) =>
  named.flatMap(({ name, expression }) => {
    const from = expression.kind === 'column' ? names.get(expression.name) : undefined;
    return from === undefined ? [] : [[name, from] as const];
  });

/** Drops alternatives that hold only where another does: those with all of its tests. */
function withoutImplied(alternatives: readonly Alternative[]): readonly Alternative[] {
  const keyed = alternatives.map(({ tests, once }) => ({
    tests: new Map(tests.map((test) => [keyOf(test), test])),
    once,
  }));
  const kept = keyed.filter(
    (mine, i) =>
      !keyed.some((other, j) => {
        if (i === j || ![...other.tests.keys()].every((key) => mine.tests.has(key))) return false;
        const alike = other.tests.size === mine.tests.size && equal(other.once, mine.once);
        return alike ? j < i : other.once === null;
      }),
  );
  return kept.map(({ tests, once }) => ({ tests: [...tests.values()], once }));
}

const equal = (a: Alternative['once'], b: Alternative['once']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const keyOf = (test: ColumnTest): string =>
  JSON.stringify(test, (_, value) => (typeof value === 'bigint' ? String(value) : value));
