import { burstLines } from './burst-to-kql.js';
import { nameToKql } from './expression-to-kql.js';
import type { PlanNode } from './node.js';
import { joinKeys, joinWord, orderText, stepText } from './step-to-kql.js';

/** Prints a plan as KQL with the same meaning, one operator a line. A step that is used twice is printed twice. */
export const toKql = (plan: PlanNode): string => linesOf(plan).join('\n');

function linesOf(node: PlanNode): readonly string[] {
  switch (node.kind) {
    case 'scan':
      return [stepText(node)];
    case 'join':
      return [
        ...linesOf(node.left),
        `| ${joinWord(node)} (`,
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
    case 'burst':
      return [...linesOf(node.input), ...burstLines(node, orderText(node.keys))];
    case 'scan-rows':
      return [...linesOf(node.input), ...scanLines(node)];
    default:
      return [...linesOf(node.input), `| ${stepText(node)}`];
  }
}

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);

/** A scan over each partition; KQL parts by one column, so several keys become one. */
function scanLines(node: Extract<PlanNode, { kind: 'scan-rows' }>): readonly string[] {
  const keys = node.by.map(nameToKql);
  const scan = [`sort by ${orderText(node.keys)}`, `| ${stepText(node)}`];
  const [key] = keys;
  if (key === undefined) return [`| ${scan[0]}`, scan[1]!];
  const parted = (by: string) => [`| partition hint.strategy=native by ${by} (`, ...indented(scan), '  )'];
  if (keys.length === 1) return parted(key);
  return [
    `| extend PartitionKey = tostring(pack_array(${keys.join(', ')}))`,
    ...parted('PartitionKey'),
    '| project-away PartitionKey',
  ];
}
