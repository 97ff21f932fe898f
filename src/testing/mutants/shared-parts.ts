import type { ExpressionNode } from '../../plan/expression.js';
import type { PlanNode } from '../../plan/node.js';
import { stepText } from '../../plan/step-to-kql.js';
import { expressionsOf, stepsOf } from '../../plan/walk.js';

/** What of a plan is not to be changed. */
export interface LeftOut {
  readonly step: (node: PlanNode) => boolean;
  readonly expression: (node: ExpressionNode) => boolean;
}

/** Nothing is left out. */
export const nothingLeftOut: LeftOut = { step: () => false, expression: () => false };

/** Smaller expressions are alike by chance. */
const leastParts = 12;

/** The steps that stand in some other plans too, and the expressions of some size, whether or not they are one object. */
export function sharedWith(others: readonly PlanNode[]): LeftOut {
  const numbers = new Numbers();
  const steps = stepsOf(others);
  const texts = new Set(steps.map(stepText));
  const shared = new Set<number>();
  const note = (node: ExpressionNode): void => {
    const { number, parts } = numbers.of(node);
    if (parts >= leastParts) shared.add(number);
    if (node.kind === 'call') node.arguments.forEach(note);
  };
  for (const step of steps) expressionsOf(step).forEach(note);
  return {
    step: (node) => texts.has(stepText(node)),
    expression: (node) => shared.has(numbers.of(node).number),
  };
}

/** Numbers for expressions: equal ones have one. */
class Numbers {
  private readonly known = new Map<string, number>();
  private readonly numbered = new WeakMap<
    ExpressionNode,
    { readonly number: number; readonly parts: number }
  >();

  of(node: ExpressionNode): { readonly number: number; readonly parts: number } {
    const before = this.numbered.get(node);
    if (before !== undefined) return before;
    const operands = node.kind === 'call' ? node.arguments.map((argument) => this.of(argument)) : [];
    const key = this.keyOf(node, operands);
    const number = this.known.get(key) ?? this.known.size;
    this.known.set(key, number);
    const made = { number, parts: operands.reduce((sum, { parts }) => sum + parts, 1) };
    this.numbered.set(node, made);
    return made;
  }

  private keyOf(node: ExpressionNode, operands: readonly { readonly number: number }[]): string {
    switch (node.kind) {
      case 'column':
        return `column ${node.name}`;
      case 'literal':
        return `${node.type} ${typeof node.value} ${typeof node.value === 'object' ? JSON.stringify(node.value) : String(node.value)}`;
      case 'call':
        return `call ${node.function} ${operands.map(({ number }) => number).join(' ')}`;
    }
  }
}
