import { looksAtClock } from './clock-tests.js';
import type { ExpressionNode } from './expression.js';
import type { NamedExpression, PlanNode } from './node.js';
import { columnsIn } from './walk.js';

/**
 * The columns of a plan's result whose values are those of single records: while the records of a row are there, no other record changes them.
 * What is counted, remembered, looked up or measured against the clock is not among them.
 */
export function settledColumns(node: PlanNode): ReadonlySet<string> {
  switch (node.kind) {
    case 'scan':
      return namesOf(node.columns);
    case 'count':
      return new Set();
    case 'extend': {
      const before = settledColumns(node.input);
      const added = namesOf(node.added);
      return new Set([
        ...[...before].filter((name) => !added.has(name)),
        ...settledAmong(node.added, before),
      ]);
    }
    case 'project':
      return new Set(settledAmong(node.projected, settledColumns(node.input)));
    case 'summarize':
      return new Set(settledAmong(node.by, settledColumns(node.input)));
    case 'project-rename': {
      const before = settledColumns(node.input);
      const from = new Map(node.renamed.map((column) => [column.name, column.from]));
      return new Set(node.columns.flatMap(({ name }) => (before.has(from.get(name) ?? name) ? [name] : [])));
    }
    case 'join': {
      const before = { left: settledColumns(node.left), right: settledColumns(node.right) };
      return new Set(
        node.columns.flatMap(({ name, side, from }) =>
          isPaired(node, side) && before[side].has(from) ? [name] : [],
        ),
      );
    }
    case 'union': {
      const before = node.inputs.map(settledColumns);
      return new Set(
        node.columns.flatMap(({ name, from }) =>
          from.every((one, i) => one === null || before[i]!.has(one)) ? [name] : [],
        ),
      );
    }
    default: {
      const own = namesOf(node.columns);
      return new Set([...settledColumns(node.input)].filter((name) => own.has(name)));
    }
  }
}

const namesOf = (columns: readonly { readonly name: string }[]) => new Set(columns.map(({ name }) => name));

const settledAmong = (named: readonly NamedExpression[], before: ReadonlySet<string>): readonly string[] =>
  named.flatMap(({ name, expression }) => (isSettled(expression, before) ? [name] : []));

const isSettled = (node: ExpressionNode, before: ReadonlySet<string>) =>
  !looksAtClock(node) && columnsIn(node).every((name) => before.has(name));

/** Whether a row of a join has its partner on a side for as long as it is there, and always the same. */
function isPaired({ flavor }: Extract<PlanNode, { kind: 'join' }>, side: 'left' | 'right'): boolean {
  switch (flavor) {
    case 'inner':
      return true;
    case 'leftouter':
    case 'leftsemi':
    case 'leftanti':
      return side === 'left';
    case 'innerunique':
    case 'rightouter':
    case 'rightsemi':
    case 'rightanti':
      return side === 'right';
    case 'fullouter':
      return false;
  }
}
