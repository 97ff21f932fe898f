import type { Instant } from '../records/instant.js';
import type { ColumnTest } from '../records/scan.js';
import { testsOfCondition } from './column-tests.js';
import type { NamedExpression, PlanNode } from './node.js';
import { inputsOf, stepsOf } from './walk.js';

/** The names of the scan's columns by the names that they have at a step. */
type ScanNames = ReadonlyMap<string, string>;

type Tests = readonly ColumnTest[];

/**
 * The tests with which some plans begin, as alternatives of which a record must meet one: a record that meets none reaches no row of any plan.
 * What a test cannot say is left out, and so is what depends on the clock when `now` is null.
 */
export function leadingTests(plans: readonly PlanNode[], now: Instant | null): readonly Tests[] {
  const readers = readersOf(plans);
  const alternatives: Tests[] = [];
  const follow = (node: PlanNode, names: ScanNames, tests: Tests): void => {
    if (plans.includes(node)) alternatives.push(tests);
    for (const reader of readers.get(node) ?? []) {
      const after = namesAfter(reader, names);
      if (after === null) alternatives.push(tests);
      else if (reader.kind === 'where')
        follow(reader, after, [...tests, ...testsOfCondition(reader.test, names, now)]);
      else follow(reader, after, tests);
    }
  };
  for (const node of stepsOf(plans))
    if (node.kind === 'scan') follow(node, new Map(node.columns.map(({ name }) => [name, name])), []);
  return withoutImplied(alternatives);
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
function withoutImplied(alternatives: readonly Tests[]): readonly Tests[] {
  const keyed = alternatives.map((tests) => new Map(tests.map((test) => [keyOf(test), test])));
  const kept = keyed.filter(
    (tests, i) =>
      !keyed.some((others, j) => {
        const implies = i !== j && [...others.keys()].every((key) => tests.has(key));
        return implies && (others.size < tests.size || j < i);
      }),
  );
  return kept.map((tests) => [...tests.values()]);
}

const keyOf = (test: ColumnTest): string =>
  JSON.stringify(test, (_, value) => (typeof value === 'bigint' ? String(value) : value));
