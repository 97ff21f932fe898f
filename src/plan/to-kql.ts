import { burstLines } from './burst-to-kql.js';
import { nameToKql } from './expression-to-kql.js';
import { withNamedConstants } from './named-constants.js';
import { namedSteps } from './named-steps.js';
import type { PlanNode } from './node.js';
import { joinKeys, joinWord, orderText, stepText } from './step-to-kql.js';
import { stepsOf } from './walk.js';

/**
 * Prints a plan as KQL with the same meaning, one operator a line. A long step that several read, and a long constant that stands there
 * more than once, is said once, as a `let` before the query, and named where it is read.
 */
export function toKql(plan: PlanNode): string {
  const names = namedSteps(plan);
  const steps = [...names].flatMap(([node, name]) => letLines(name, node, linesOf(node, names)));
  const { lets, kql } = withNamedConstants(plan, [...steps, ...readingLines(plan, names)].join('\n'));
  // A blank line would end the query: portals run what stands between two.
  return [...lets, kql].join('\n');
}

type Names = ReadonlyMap<PlanNode, string>;

/** The lines that name a step. Where a step sees more than single rows, KQL is asked to run it once: what it leaves open is then one choice. */
function letLines(name: string, node: PlanNode, lines: readonly string[]): readonly string[] {
  const [open, close] = seesSingleRows(node) ? ['', ';'] : ['materialize(', ');'];
  return [`let ${name} = ${open}`.trimEnd(), ...indented(lines.slice(0, -1)), `    ${lines.at(-1)}${close}`];
}

const rowSteps: ReadonlySet<PlanNode['kind']> = new Set([
  'scan',
  'where',
  'extend',
  'project',
  'project-rename',
  'project-away',
  'project-reorder',
  'union',
]);

const seesSingleRows = (node: PlanNode): boolean => stepsOf([node]).every(({ kind }) => rowSteps.has(kind));

/** The lines of a step as another reads it: its name where it has one. */
function readingLines(node: PlanNode, names: Names): readonly string[] {
  const name = names.get(node);
  return name === undefined ? linesOf(node, names) : [name];
}

function linesOf(node: PlanNode, names: Names): readonly string[] {
  const reading = (input: PlanNode) => readingLines(input, names);
  switch (node.kind) {
    case 'scan':
      return [stepText(node)];
    case 'join':
      return [
        ...reading(node.left),
        `| ${joinWord(node)} (`,
        ...indented(reading(node.right)),
        `  ) on ${joinKeys(node)}`,
      ];
    case 'union': {
      const [first, ...others] = node.inputs;
      return [
        ...reading(first!),
        '| union',
        ...others.flatMap((other, i) => [
          '  (',
          ...indented(reading(other)),
          i < others.length - 1 ? '  ),' : '  )',
        ]),
      ];
    }
    case 'merge':
      return [...reading(node.input), `| ${stepText(node)}`, `| sort by ${orderText(node.keys)}`];
    case 'burst':
      return [...reading(node.input), ...burstLines(node, orderText(node.keys))];
    case 'scan-rows':
      return [...reading(node.input), ...scanLines(node)];
    default:
      return [...reading(node.input), `| ${stepText(node)}`];
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
