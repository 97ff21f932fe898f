import { namedCells } from '../findings/named-row.js';
import type { PlanNode } from '../plan/node.js';
import { emptyingInput } from '../plan/rows-end.js';
import { stepText } from '../plan/step-to-kql.js';
import { planSteps } from '../plan/steps.js';
import { inputsOf } from '../plan/walk.js';
import { countText } from '../reports/count-text.js';
import type { ExpectedRow } from './expectation.js';
import type { Trace } from './trace.js';

/** The values that a row of a step must have to become an expected row, by column. */
type Wanted = ReadonlyMap<string, unknown>;

/**
 * Where a row that was expected got lost, in a sentence: the last step that rows like it reached and none came through. Follows the columns
 * of the row down the plan as far as they stand in the records unchanged; what is computed cannot be followed.
 */
export function lostRow(plan: PlanNode, expected: ExpectedRow, trace: Trace): string {
  const types = new Map(plan.columns.map(({ name, type }) => [name, type]));
  // A dynamic value may be spelled in other ways than the record has it.
  const comparable = new Map([...expected].filter(([column]) => types.get(column) !== 'dynamic'));
  return lossIn(plan, comparable, plan, trace);
}

function lossIn(node: PlanNode, wanted: Wanted, plan: PlanNode, trace: Trace): string {
  if (node.kind === 'scan') {
    if (trace.get(node)!.length === 0) return 'there is no record';
    const strange = [...wanted].filter((cell) => countLike(node, new Map([cell]), trace) === 0);
    return strange.length > 0
      ? `no record has ${strange.map(cellText).join(', nor ')}`
      : `no one record has ${[...wanted].map(cellText).join(' and ')}`;
  }
  const inputs = inputsOf(node).map((input, i) => {
    const asked = wantedOfInput(node, i, wanted);
    return { input, asked, rows: countLike(input, asked, trace) };
  });
  const empty = emptyingInput(node, (input) => inputs[input]!.rows === 0);
  if (empty !== null) return lossIn(inputs[empty]!.input, inputs[empty]!.asked, plan, trace);
  const { number } = planSteps(plan).find((step) => step.node === node)!;
  const before = inputs.map(({ rows }) => countText(rows, 'row'));
  const came =
    node.kind === 'join' ? `${before[0]} on the left and ${before[1]} on the right` : before.join(' and ');
  return `lost at step ${number}, \`${stepText(node)}\`: ${came} like it came in, none came out`;
}

const cellText = ([column, value]: readonly [string, unknown]) => `${column} ${JSON.stringify(value)}`;

function countLike(node: PlanNode, wanted: Wanted, trace: Trace): number {
  const rows = trace.get(node)!;
  if (wanted.size === 0) return rows.length;
  return rows.filter((row) => {
    const cells = namedCells(node.columns, row);
    return [...wanted].every(([column, value]) => cells[column] === value);
  }).length;
}

/** What rows of an input must have, so that rows of the step have what is wanted of them. */
function wantedOfInput(node: PlanNode, input: number, wanted: Wanted): Wanted {
  const under = (names: Iterable<readonly [name: string, from: string]>): Wanted =>
    new Map([...names].flatMap(([name, from]) => (wanted.has(name) ? [[from, wanted.get(name)]] : [])));
  const plain = (named: Extract<PlanNode, { kind: 'project' }>['projected']) =>
    named.flatMap(({ name, expression }) =>
      expression.kind === 'column' ? [[name, expression.name] as const] : [],
    );
  switch (node.kind) {
    case 'project':
      return under(plain(node.projected));
    case 'extend': {
      const added = new Set(node.added.map(({ name }) => name));
      const passed = [...wanted].filter(([name]) => !added.has(name));
      return new Map([...passed, ...under(plain(node.added))]);
    }
    case 'project-rename': {
      const from = new Map(node.renamed.map((column) => [column.name, column.from]));
      return new Map([...wanted].map(([name, value]) => [from.get(name) ?? name, value]));
    }
    case 'summarize':
      return under([
        ...plain(node.by),
        ...node.aggregates.flatMap((made) =>
          'of' in made
            ? [
                ...plain([{ name: made.name, expression: made.of }]),
                ...made.columns.map(({ name, from }) => [name, from] as const),
              ]
            : [],
        ),
      ]);
    case 'scan':
    case 'count':
      return new Map();
    case 'union':
      return under(node.columns.flatMap(({ name, from }) => (from[input] ? [[name, from[input]!]] : [])));
    case 'join':
      return wantedOfSide(node, input === 0 ? 'left' : 'right', wanted);
    case 'mv-expand':
      return passed(node.input, wanted, [node.column]);
    default:
      return passed(node.input, wanted, []);
  }
}

/** What is wanted of columns that a step passes on. */
const passed = (input: PlanNode, wanted: Wanted, changed: readonly string[]): Wanted =>
  new Map(
    input.columns.flatMap(({ name }) =>
      wanted.has(name) && !changed.includes(name) ? [[name, wanted.get(name)]] : [],
    ),
  );

/** As `wantedOfInput` for a join: what the other side must have in its keys, this side must have too. */
function wantedOfSide(
  { columns, on, flavor }: Extract<PlanNode, { kind: 'join' }>,
  side: 'left' | 'right',
  wanted: Wanted,
): Wanted {
  const other = side === 'left' ? 'right' : 'left';
  const own = columns.filter((column) => column.side === side && wanted.has(column.name));
  const keys = flavor.endsWith('outer')
    ? []
    : on.flatMap((key) => {
        const known = columns.find((column) => column.side === other && column.from === key[other]);
        return known !== undefined && wanted.has(known.name)
          ? [[key[side], wanted.get(known.name)] as const]
          : [];
      });
  return new Map([...keys, ...own.map(({ name, from }) => [from, wanted.get(name)] as const)]);
}
