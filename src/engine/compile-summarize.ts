import { ArgExtreme, type ArgExtremeOptions } from '../operators/arg-extreme.js';
import type { RowValue } from '../operators/row-value.js';
import { Sort } from '../operators/sort.js';
import { type Gathering, Summarize } from '../operators/summarize.js';
import type { Accumulator } from '../plan/aggregate.js';
import { aggregateNamed } from '../plan/aggregates/registry.js';
import type { EvaluationContext } from '../plan/function.js';
import type { AggregateNode, ArgExtremeNode, PlanNode } from '../plan/node.js';
import type { Row } from '../records/row.js';
import { missing, type Value } from '../records/value.js';
import { compileExpression } from './compile-expression.js';
import { isSorted } from './compile-order.js';
import { layoutOf, slotOf } from './layout.js';
import { type HeldInput, orderByAll, type Step } from './step.js';

type SummarizeNode = Extract<PlanNode, { kind: 'summarize' }>;

/** Aggregates that list values in the order of rows. */
const listing: readonly string[] = ['make_list', 'make_list_if'];

/** Whether KQL leaves open what `summarize` gives: which of rows that rank the same it chooses, or in what order it lists values. */
export const isOpen = ({ aggregates }: SummarizeNode): boolean =>
  aggregates.some((made) => 'of' in made || listing.includes(made.function));

/** Some columns of `summarize`: how they are gathered for a group. */
interface Gathered {
  readonly names: readonly string[];
  readonly start: () => Gathering;
}

/** Hears of a row that was chosen for a column of `summarize` among others that rank the same and differ. */
export type TieListener = (node: SummarizeNode, column: string, row: Row) => void;

/** The step of `summarize`. */
export function compileSummarize(
  node: SummarizeNode,
  wanted: ReadonlySet<string>,
  given: HeldInput,
  context: EvaluationContext & { readonly evidence?: 'kept' | 'none' },
  onTie: TieListener,
): Step {
  const input = inListedOrder(node, given);
  const by = node.by.map(({ expression }) => compileExpression(expression, input.layout, context));
  const gathered = node.aggregates.flatMap((made): readonly Gathered[] => {
    if ('of' in made) return [gatherExtreme(node, made, wanted, input, context, onTie)];
    return wanted.has(made.name) ? [gatherAggregate(made, input, context)] : [];
  });
  const names = [...node.by.map(({ name }) => name), ...gathered.flatMap((columns) => columns.names)];
  const start = () => gathered.map((columns) => columns.start());
  return {
    layout: layoutOf(names),
    connect: (next) => input.connect(new Summarize(by, start, next, context.evidence)),
  };
}

/** The rows in the order in which values are listed: the plan's own, otherwise that of their values, whatever order they came in. */
function inListedOrder(node: SummarizeNode, input: HeldInput): HeldInput {
  const lists = node.aggregates.some((made) => !('of' in made) && listing.includes(made.function));
  if (!lists || isSorted(node.input)) return input;
  const order = orderByAll(input);
  return { ...input, connect: (next) => input.connect(new Sort(order, next)) };
}

/** The step of `count`. */
export function compileCount(input: HeldInput, context: EvaluationContext): Step {
  const { start } = gatherAggregate({ name: 'Count', function: 'count', arguments: [] }, input, context);
  return {
    layout: layoutOf(['Count']),
    connect: (next) => input.connect(new Summarize([], () => [start()], next)),
  };
}

function gatherAggregate(made: AggregateNode, input: HeldInput, context: EvaluationContext): Gathered {
  const { start } = aggregateNamed(made.function);
  const types = made.arguments.map(({ type }) => type);
  const values = made.arguments.map((argument) => compileExpression(argument, input.layout, context));
  return { names: [made.name], start: () => gatherInto(start(types), values) };
}

/** An accumulator that is fed the values of its arguments, specialised by their number. */
function gatherInto(accumulator: Accumulator, values: readonly RowValue[]): Gathering {
  const [value] = values;
  if (value === undefined) return new OfRows(accumulator);
  return values.length === 1 ? new OfValue(accumulator, value) : new OfValues(accumulator, values);
}

class OfRows implements Gathering {
  constructor(private readonly accumulator: Accumulator) {}

  add(): void {
    this.accumulator.add();
  }

  result(): readonly Value[] {
    return [this.accumulator.result()];
  }
}

class OfValue implements Gathering {
  constructor(
    private readonly accumulator: Accumulator,
    private readonly value: RowValue,
  ) {}

  add(row: Row): void {
    this.accumulator.add(this.value(row));
  }

  result(): readonly Value[] {
    return [this.accumulator.result()];
  }
}

class OfValues implements Gathering {
  constructor(
    private readonly accumulator: Accumulator,
    private readonly values: readonly RowValue[],
  ) {}

  add(row: Row): void {
    this.accumulator.add(...this.values.map((value) => value(row)));
  }

  result(): readonly Value[] {
    return [this.accumulator.result()];
  }
}

function gatherExtreme(
  node: SummarizeNode,
  made: ArgExtremeNode,
  wanted: ReadonlySet<string>,
  input: HeldInput,
  context: EvaluationContext,
  onTie: TieListener,
): Gathered {
  const columns = made.columns.filter(({ name }) => wanted.has(name));
  const names = [made.name, ...columns.map(({ name }) => name)];
  const types = new Map(node.columns.map(({ name, type }) => [name, type]));
  const options: ArgExtremeOptions = {
    of: compileExpression(made.of, input.layout, context),
    rank: made.function === 'arg_max' ? 'greatest' : 'least',
    slots: columns.map(({ from }) => slotOf(input.layout, from)),
    ties: orderByAll(input),
    missing: names.map((name) => missing(types.get(name)!)),
    onTie: (row) => onTie(node, made.name, row),
  };
  return { names, start: () => new ArgExtreme(options) };
}
