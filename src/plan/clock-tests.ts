import type { ExpressionNode } from './expression.js';
import { functionNamed } from './functions/registry.js';
import { columnsIn, partsOf } from './walk.js';

/** A comparison of a value with an instant that never falls while the clock goes on. */
export interface ClockBound {
  /** Does not look at the clock. */
  readonly value: ExpressionNode;
  readonly op: '<' | '<=' | '>' | '>=';
  readonly bound: ExpressionNode;
}

/** The conditions that must all be true for one to be, by what they have to do with the clock. */
export interface ClockTests {
  /** Those that do not look at it. */
  readonly steady: readonly ExpressionNode[];
  readonly bounds: readonly ClockBound[];
  readonly others: readonly ExpressionNode[];
}

/** Takes a condition apart by the clock. */
export function clockTests(condition: ExpressionNode): ClockTests {
  const steady: ExpressionNode[] = [];
  const bounds: ClockBound[] = [];
  const others: ExpressionNode[] = [];
  for (const test of conjunctsOf(condition)) {
    const found = looksAtClock(test) ? boundsOf(test) : [];
    if (!looksAtClock(test)) steady.push(test);
    else if (found === null) others.push(test);
    else bounds.push(...found);
  }
  return { steady, bounds, others };
}

/** The condition that all of some are true; null of none. */
export const allTrue = (tests: readonly ExpressionNode[]): ExpressionNode | null =>
  tests.length === 0
    ? null
    : tests.reduce((all, test) => ({
        kind: 'call',
        function: 'and',
        arguments: [all, test],
        type: 'bool',
      }));

/** Whether an expression depends on what `now()` means. */
export const looksAtClock = (node: ExpressionNode): boolean =>
  partsOf(node).some((part) => part.kind === 'call' && functionNamed(part.function).usesClock === true);

const conjunctsOf = (test: ExpressionNode): readonly ExpressionNode[] =>
  test.kind === 'call' && test.function === 'and' ? test.arguments.flatMap(conjunctsOf) : [test];

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** A condition as comparisons with rising instants; null when it is none. */
function boundsOf(test: ExpressionNode): readonly ClockBound[] | null {
  if (test.kind !== 'call') return null;
  const [left, right, high] = test.arguments as readonly ExpressionNode[];
  switch (test.function) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return boundOf(left!, test.function, right!) ?? boundOf(right!, mirrored[test.function], left!) ?? null;
    case 'between': {
      const from = boundOf(left!, '>=', right!);
      const to = boundOf(left!, '<=', high!);
      return from === null || to === null ? null : [...from, ...to];
    }
    default:
      return null;
  }
}

const boundOf = (
  value: ExpressionNode,
  op: ClockBound['op'],
  bound: ExpressionNode,
): readonly ClockBound[] | null =>
  value.type === 'datetime' && !looksAtClock(value) && rises(bound) ? [{ value, op, bound }] : null;

/** Whether an expression is an instant that never falls while the clock goes on, as far as its form tells. */
function rises(node: ExpressionNode): boolean {
  if (node.kind !== 'call' || node.type !== 'datetime') return false;
  const [first, second] = node.arguments;
  switch (node.function) {
    case 'now':
    case 'ago':
      return node.arguments.every(isConstant);
    case 'startofday':
    case 'bin':
    case 'floor':
    case '-':
      return rises(first!) && (second === undefined || isConstant(second));
    case '+':
      return (rises(first!) && isConstant(second!)) || (isConstant(first!) && rises(second!));
    default:
      return false;
  }
}

const isConstant = (node: ExpressionNode) => columnsIn(node).length === 0 && !looksAtClock(node);
