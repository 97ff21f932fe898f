import { nameToKql } from './expression-to-kql.js';
import type { PlanNode } from './node.js';
import { joinKeys, orderText, stepText } from './step-to-kql.js';

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
    case 'merge':
      return [...linesOf(node.input), `| ${stepText(node)}`, `| sort by ${orderText(node.keys)}`];
    case 'scan-rows': {
      const sorted = [`sort by ${orderText(node.keys)}`, `| ${stepText(node)}`];
      return node.by.length === 0
        ? [...linesOf(node.input), `| ${sorted[0]}`, sorted[1]!]
        : [
            ...linesOf(node.input),
            `| partition hint.strategy=native by ${node.by.map(nameToKql).join(', ')} (`,
            ...indented(sorted),
            '  )',
          ];
    }
    default:
      return [...linesOf(node.input), `| ${stepText(node)}`];
  }
}

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
