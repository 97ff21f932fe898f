import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callNode, literalNode } from '../../../src/plan/build/expressions.js';
import type { ExpressionNode } from '../../../src/plan/expression.js';
import { bool, called, evaluate } from '../called.js';

type Truth = boolean | null;

describe('three-valued logic', () => {
  test.each([
    [true, true, true, true],
    [true, false, false, true],
    [false, true, false, true],
    [false, false, false, false],
    [true, null, null, true],
    [null, true, null, true],
    [false, null, false, null],
    [null, false, false, null],
    [null, null, null, null],
  ] as const)('%s and/or %s', (left, right, and, or) => {
    expect(called('and', bool(left), bool(right))).toBe(and);
    expect(called('or', bool(left), bool(right))).toBe(or);
  });

  test.each([
    [true, false],
    [false, true],
    [null, null],
  ] as const)('not(%s) is %s', (value, negation) => {
    expect(called('not', bool(value))).toBe(negation);
  });

  test('any formula is what its formulas with every null filled in agree on, when each null stands alone', () => {
    fc.assert(
      fc.property(formula, ({ node, worlds }) => {
        const value = evaluate(node, []);
        const outcomes = new Set(worlds.map((world) => evaluate(world, [])));
        // Kleene's logic never says true or false where a filling says otherwise.
        if (value !== null) expect(outcomes).toEqual(new Set([value]));
      }),
    );
  });
});

/** A formula, and the same with each null replaced by true and by false. */
interface Formula {
  readonly node: ExpressionNode;
  readonly worlds: readonly ExpressionNode[];
}

const truth = (value: Truth): Formula => ({
  node: literalNode(value, 'bool'),
  worlds: (value === null ? [true, false] : [value]).map((each) => literalNode(each, 'bool')),
});

const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Truth>(true, false, null).map(truth),
    tie('formula').map(({ node, worlds }) => ({
      node: callNode('not', [node]),
      worlds: worlds.map((world) => callNode('not', [world])),
    })),
    fc.tuple(fc.constantFrom('and', 'or'), tie('formula'), tie('formula')).map(([name, a, b]) => ({
      node: callNode(name, [a.node, b.node]),
      worlds: a.worlds.flatMap((x) => b.worlds.map((y) => callNode(name, [x, y]))),
    })),
  ),
}));
