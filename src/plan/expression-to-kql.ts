import type { ExpressionNode } from './expression.js';
import { type Binding, bindings } from './function.js';
import { functionNamed } from './functions/registry.js';
import { literalToKql, textLiteral } from './literal-to-kql.js';

/** Words that mean something else where a column could stand. */
const reserved = new Set(
  (
    'and as asc between bool by contains count datetime desc distinct double dynamic endswith extend false first from guid has in int join kind ' +
    'last let long not nulls on or print project range real sort startswith step string summarize take time timespan to top true union where with'
  ).split(' '),
);

/** Prints the name of a column, `['quoted']` where KQL wants it. */
export const nameToKql = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? name : `['${singleQuoted(name)}']`;

const singleQuoted = (name: string) =>
  textLiteral(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");

/** Prints an expression as KQL with the same meaning. */
export const expressionToKql = (node: ExpressionNode): string => printed(node).text;

/** Prints a call whose arguments are printed, for functions that are not infix. */
export const callToKql = (name: string, operands: readonly ExpressionNode[]): string =>
  `${name}(${operands.map(expressionToKql).join(', ')})`;

interface Printed {
  readonly text: string;
  readonly binding: Binding;
}

function printed(node: ExpressionNode): Printed {
  switch (node.kind) {
    case 'column':
      return { text: nameToKql(node.name), binding: 'call' };
    case 'literal': {
      const text = literalToKql(node.value, node.type);
      return { text, binding: text.startsWith('-') ? 'sign' : 'call' };
    }
    case 'call': {
      const { print, binding = 'call' } = functionNamed(node.function);
      if (print === undefined) return { text: callToKql(node.function, node.arguments), binding };
      return { text: print(node.arguments.map((argument, i) => operand(argument, binding, i))), binding };
    }
  }
}

/** An argument of an infix form, in parentheses where it would come apart: the first may bind as tightly as the form, the others more. */
function operand(node: ExpressionNode, around: Binding, index: number): string {
  const { text, binding } = printed(node);
  const slack = bindings.indexOf(binding) - bindings.indexOf(around);
  const chains = index === 0 && around !== 'comparison' && around !== 'sign';
  return slack > 0 || (slack === 0 && (chains || around === 'call')) ? text : `(${text})`;
}
