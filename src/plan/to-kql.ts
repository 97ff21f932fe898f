import type { PlanNode } from './node.js';
import { joinKeys, stepText } from './step-to-kql.js';

/** Prints a plan as KQL with the same meaning, one operator a line. A step that is used twice is printed twice. */
export const toKql = (plan: PlanNode): string => linesOf(plan).join('\n');

function linesOf(node: PlanNode): readonly string[] {
  switch (node.kind) {
    case 'scan':
      return [stepText(node)];
    case 'join':
      return [
        ...linesOf(node.left),
        `| join kind=${node.flavor} (`,
        ...indented(linesOf(node.right)),
        `  ) on ${joinKeys(node)}`,
      ];
    case 'union': {
      const [first, ...others] = node.inputs;
      return [
        ...linesOf(first!),
        '| union',
        ...others.flatMap((other, i) => [
          '  (',
          ...indented(linesOf(other)),
          i < others.length - 1 ? '  ),' : '  )',
        ]),
      ];
    }
    default:
      return [...linesOf(node.input), `| ${stepText(node)}`];
  }
}

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
