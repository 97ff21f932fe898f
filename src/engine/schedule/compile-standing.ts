import { type Key, KeySpace, keyOf } from '../../operators/key.js';
import { inSlot } from '../../operators/row-value.js';
import { Again, type Anew } from '../../operators/standing/again.js';
import { EachRow } from '../../operators/standing/each-row.js';
import { EachStep } from '../../operators/standing/each-step.js';
import type { StandingSink } from '../../operators/standing/standing.js';
import { StandingBound } from '../../operators/standing/standing-bound.js';
import { StandingBurst } from '../../operators/standing/standing-burst.js';
import { StandingDistinct } from '../../operators/standing/standing-distinct.js';
import { StandingHashJoin } from '../../operators/standing/standing-hash-join.js';
import { StandingMerge } from '../../operators/standing/standing-merge.js';
import { StandingScanRows } from '../../operators/standing/standing-scan-rows.js';
import { StandingSemiJoin } from '../../operators/standing/standing-semi-join.js';
import { StandingSort } from '../../operators/standing/standing-sort.js';
import { StandingSummarize } from '../../operators/standing/standing-summarize.js';
import { StandingTake } from '../../operators/standing/standing-take.js';
import { StandingUnion } from '../../operators/standing/standing-union.js';
import { arrangedBy, sameKeys } from '../../plan/arranged.js';
import { allTrue, type ClockBound, clockTests, looksAtClock } from '../../plan/clock-tests.js';
import { foldedValue } from '../../plan/fold.js';
import { demandsOf, neededColumns } from '../../plan/needs.js';
import type { PlanNode, SortKey } from '../../plan/node.js';
import { expressionsOf, stepsOf } from '../../plan/walk.js';
import type { Row, Sink } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import { unknownNow } from '../clock.js';
import { compileExpression } from '../compile-expression.js';
import { type JoinInputs, joinForms, joinKey, joinSides } from '../compile-join.js';
import { isSorted } from '../compile-order.js';
import { compileStep } from '../compile-plan.js';
import { mergeOptions, scanRowsParts } from '../compile-sequences.js';
import type { TieListener } from '../compile-summarize.js';
import { layoutOf, slotOf } from '../layout.js';
import { picked } from '../step.js';
import { movingAggregates } from './moving-aggregates.js';
import {
  type PlainStep,
  pickedStanding,
  plainStep,
  SharedStanding,
  type StandingStep,
} from './standing-step.js';
import type { Spell, Steps } from './steps.js';

/** What plans are compiled with to be run at every step of a schedule at once. */
export interface StandingOptions {
  readonly steps: Steps;
  /** The rows of the feed that a step has, and the comparisons with the clock that it has beside; null for a step without a feed. */
  readonly fed: (
    node: PlanNode,
  ) => { readonly rows: StandingStep; readonly bounds: readonly ClockBound[] } | null;
  /** All steps at which any record is seen, known when all records have been. */
  readonly allSteps: () => Spell;
  readonly onTie: TieListener;
}

/** A plan and what takes its rows, each with the plan's columns in order. */
export interface StandingOutput {
  readonly plan: PlanNode;
  readonly sink: StandingSink;
}

/** Builds the operators of some plans behind their feeds. A step that is used twice is built once. */
export function compileStanding(outputs: readonly StandingOutput[], options: StandingOptions): void {
  const compiler = new StandingCompiler(
    outputs.map(({ plan }) => plan),
    options,
  );
  for (const { plan, sink } of outputs)
    pickedStanding(
      compiler.step(plan),
      plan.columns.map(({ name }) => name),
    ).connect(sink);
}

type NodeOf<Kind extends PlanNode['kind']> = Extract<PlanNode, { kind: Kind }>;
type Upper = Exclude<PlanNode, { kind: 'scan' }>;

/** The rows of an input, without columns that the step does not ask for where it holds them. */
interface Input {
  readonly step: StandingStep;
  readonly columns: readonly string[];
}

class StandingCompiler {
  private readonly wanted: ReadonlyMap<PlanNode, ReadonlySet<string>>;
  private readonly built = new Map<PlanNode, StandingStep>();

  constructor(
    plans: readonly PlanNode[],
    private readonly options: StandingOptions,
  ) {
    this.wanted = neededColumns(plans);
  }

  step(node: PlanNode): StandingStep {
    let step = this.built.get(node);
    if (step === undefined) {
      step = new SharedStanding(this.compile(node, this.wanted.get(node)!));
      this.built.set(node, step);
    }
    return step;
  }

  private compile(node: PlanNode, wanted: ReadonlySet<string>): StandingStep {
    const fed = this.options.fed(node);
    if (fed !== null) return this.bounded(fed.rows, fed.bounds);
    if (node.kind === 'scan') throw new Error('A scan is fed, or below a step that is.');
    const inputs = demandsOf(node, wanted).map(
      ({ input, columns }): Input => ({ step: this.step(input), columns }),
    );
    const held = inputs.map(({ step, columns }) => ({ step: pickedStanding(step, columns), columns }));
    const input = inputs[0]!;
    const one = held[0]!;
    switch (node.kind) {
      case 'where':
        return this.compileWhere(node, input);
      case 'extend':
      case 'project':
      case 'project-rename':
      case 'project-away':
      case 'project-reorder':
      case 'mv-expand':
        return this.eachRow(node, wanted, input);
      case 'union':
        return this.compileUnion(node, wanted, inputs);
      case 'distinct': {
        const key = node.keys.map((name) => inSlot(slotOf(one.step.layout, name)));
        return {
          layout: one.step.layout,
          connect: (next) => one.step.connect(new StandingDistinct(key, next)),
        };
      }
      case 'summarize':
        return this.compileSummarize(node, wanted, one);
      case 'count':
        return this.again(node, wanted, held, [() => null], 'always');
      case 'sort':
        return this.sorted(node.keys, one);
      case 'top':
        return taken(this.sorted(node.keys, one), node.count);
      case 'take':
        return taken(isSorted(node.input) ? one.step : this.sorted([], one), node.count);
      case 'merge':
        return this.compileMerge(node, one);
      case 'scan-rows':
        return this.compileScanRows(node, wanted, one);
      case 'burst':
        return this.compileBurst(node, wanted, one);
      case 'join':
        return this.compileJoin(node, wanted, { left: one, right: held[1]! });
    }
  }

  private plain(
    node: Upper,
    wanted: ReadonlySet<string>,
    inputs: readonly Input[],
    number: number | null,
  ): PlainStep {
    const { steps, onTie } = this.options;
    const now = number === null ? unknownNow : steps.at(number);
    return plainStep(
      inputs.map(({ step: { layout }, columns }) => ({ layout, columns })),
      (given) => {
        const step = compileStep(node, wanted, given, { now, onTie });
        // What is computed by the clock of one step must not be asked for at another.
        return number === null || node.kind === 'where' ? step : picked(step, [...wanted]);
      },
    );
  }

  private value(expression: Parameters<typeof compileExpression>[0], { step: { layout } }: Input) {
    return compileExpression(expression, layout, { now: unknownNow });
  }

  private eachRow(node: Upper, wanted: ReadonlySet<string>, input: Input): StandingStep {
    const at = (step: number | null) => this.plain(node, wanted, [input], step);
    if (expressionsOf(node).some(looksAtClock))
      return {
        layout: at(0).layout,
        connect: (next) => input.step.connect(new EachStep((made, step) => at(step).start(made)[0]!, next)),
      };
    const { layout, start } = at(null);
    return { layout, connect: (next) => input.step.connect(new EachRow((made) => start(made)[0]!, next)) };
  }

  private compileWhere(node: NodeOf<'where'>, input: Input): StandingStep {
    const { steady, bounds, others } = clockTests(node.test);
    const columns = new Set(input.columns);
    const tested = (step: StandingStep, tests: typeof steady) => {
      const test = allTrue(tests);
      return test === null ? step : this.eachRow({ ...node, test }, columns, { ...input, step });
    };
    return tested(this.bounded(tested(input.step, steady), bounds), others);
  }

  /** The rows of a step at those of their steps at which comparisons with the clock hold. */
  private bounded(step: StandingStep, bounds: readonly ClockBound[]): StandingStep {
    const { steps } = this.options;
    return bounds.reduce((input: StandingStep, { value, op, bound }): StandingStep => {
      const { layout } = input;
      const test = {
        value: this.value(value, { step: input, columns: [] }),
        op,
        at: (number: number): Value => foldedValue(bound, steps.at(number)) ?? null,
      };
      return { layout, connect: (next) => input.connect(new StandingBound(test, next)) };
    }, step);
  }

  private compileUnion(
    node: NodeOf<'union'>,
    wanted: ReadonlySet<string>,
    inputs: readonly Input[],
  ): StandingStep {
    const plain = this.plain(node, wanted, inputs, null);
    return {
      layout: plain.layout,
      connect(next) {
        const union = new StandingUnion(inputs.length, next);
        for (const [i, { step }] of inputs.entries())
          step.connect(new EachRow((made) => plain.start(made)[i]!, union));
      },
    };
  }

  /** A step that is run anew whenever its rows change, apart for each key. */
  private again(
    node: Upper,
    wanted: ReadonlySet<string>,
    inputs: readonly Input[],
    keys: readonly ((row: Row) => Key)[],
    gives: 'of rows' | 'always',
  ): StandingStep {
    const { layout, anew } = this.anew(node, wanted, inputs, gives);
    return {
      layout,
      connect(next) {
        const again = new Again(anew, keys, next);
        for (const [i, { step }] of inputs.entries()) step.connect(again.inputs[i]!);
      },
    };
  }

  private anew(
    node: Upper,
    wanted: ReadonlySet<string>,
    inputs: readonly Input[],
    gives: 'of rows' | 'always',
  ): { readonly layout: StandingStep['layout']; readonly anew: Anew } {
    const plain = this.plain(node, wanted, inputs, null);
    const looks = expressionsOf(node).some(looksAtClock);
    return {
      layout: plain.layout,
      anew: {
        start: looks
          ? (next, step) => this.plain(node, wanted, inputs, step).start(next)
          : (next) => plain.start(next),
        changes: looks ? 'at every step' : 'with its rows',
        always: gives === 'always' ? this.options.allSteps : null,
      },
    };
  }

  /** The rows of an input that has no columns but those it is asked for, in an order; those with equal keys in that of their values. */
  private sorted(keys: readonly SortKey[], input: Input): StandingStep {
    const names = new Set(input.columns);
    const columns = input.columns.map((name) => ({ name, type: 'dynamic' as const }));
    const node: NodeOf<'sort'> = { kind: 'sort', input: nothing, keys, columns };
    const plain = this.plain(node, names, [input], null);
    return {
      layout: input.step.layout,
      connect: (next) => input.step.connect(new StandingSort((made) => plain.start(made)[0]!, next)),
    };
  }

  /** The rows of an input in the order that a step wants, sorted only where they do not come so. */
  private inOrder({ input, keys }: NodeOf<'scan-rows' | 'burst'>, given: Input): StandingStep {
    return sameKeys(arrangedBy(input), keys) ? given.step : this.sorted(keys, given);
  }

  private compileMerge(node: NodeOf<'merge'>, { step, columns }: Input): StandingStep {
    const given = { layout: step.layout, columns, connect() {} };
    const options = mergeOptions(node, given, { now: unknownNow });
    return { layout: step.layout, connect: (next) => step.connect(new StandingMerge(options, next)) };
  }

  private compileSummarize(
    node: NodeOf<'summarize'>,
    wanted: ReadonlySet<string>,
    input: Input,
  ): StandingStep {
    const looks = expressionsOf(node).some(looksAtClock);
    const by = looks ? [] : node.by.map(({ expression }) => this.value(expression, input));
    const moving = looks || by.length === 0 ? null : movingAggregates(node, wanted, input.step.layout);
    if (moving === null) {
      const gives = node.by.length === 0 ? 'always' : 'of rows';
      return this.again(node, wanted, [input], [keyOf(by, new KeySpace())], gives);
    }
    return {
      layout: layoutOf([...node.by.map(({ name }) => name), ...moving.names]),
      connect: (next) => input.step.connect(new StandingSummarize(by, moving.start, next)),
    };
  }

  private compileBurst(node: NodeOf<'burst'>, wanted: ReadonlySet<string>, input: Input): StandingStep {
    const { layout } = input.step;
    const key = keyOf(
      node.by.map((name) => inSlot(slotOf(layout, name))),
      new KeySpace(),
    );
    const ordered = this.inOrder(node, input);
    if (!node.keys.every(({ expression }) => expression.kind === 'column'))
      return this.again(node, wanted, [{ ...input, step: ordered }], [key], 'of rows');
    // To the plain step its rows come merged by the keys of the order, so that it does not put them in it again.
    const plain = this.plain({ ...node, input: { ...node, kind: 'merge' } }, wanted, [input], null);
    const options = {
      start: (next: Sink) => plain.start(next)[0]!,
      keyOf: key,
      time: slotOf(layout, node.time),
      within: node.within,
    };
    return { layout: plain.layout, connect: (next) => ordered.connect(new StandingBurst(options, next)) };
  }

  private compileScanRows(
    node: NodeOf<'scan-rows'>,
    wanted: ReadonlySet<string>,
    input: Input,
  ): StandingStep {
    const given = { layout: input.step.layout, columns: input.columns, connect() {} };
    const { options, layout } = scanRowsParts(node, wanted, given, { now: unknownNow });
    const ordered = this.inOrder(node, input);
    return { layout, connect: (next) => ordered.connect(new StandingScanRows(options, next)) };
  }

  private compileJoin(
    node: NodeOf<'join'>,
    wanted: ReadonlySet<string>,
    { left, right }: Readonly<Record<'left' | 'right', Input>>,
  ): StandingStep {
    const inputs: JoinInputs = { left: unconnected(left), right: unconnected(right) };
    const form = joinForms[node.flavor];
    const keys = { left: joinKey(node, 'left', inputs), right: joinKey(node, 'right', inputs) };
    if ('kept' in form) {
      const other = form.kept === 'left' ? 'right' : 'left';
      const key = { kept: keys[form.kept], other: keys[other] };
      const steps = { left: left.step, right: right.step };
      return {
        layout: this.plain(node, wanted, [left, right], null).layout,
        connect(next) {
          const join = new StandingSemiJoin(form.rows, key, next);
          steps[form.kept].connect(join.kept);
          steps[other].connect(join.other);
        },
      };
    }
    if (node.flavor === 'innerunique') {
      const space = new KeySpace();
      const pairKeys = [keyOf(keys.left, space), keyOf(keys.right, space)];
      return this.again(node, wanted, [left, right], pairKeys, 'of rows');
    }
    const sides = joinSides(node, form, wanted, inputs);
    return {
      layout: sides.layout,
      connect(next) {
        const join = new StandingHashJoin(sides.left, sides.right, next);
        left.step.connect(join.left);
        right.step.connect(join.right);
      },
    };
  }
}

const nothing: PlanNode = { kind: 'scan', table: '', columns: [] };

const unconnected = ({ step: { layout }, columns }: Input) => ({ layout, columns, connect() {} });

const taken = (step: StandingStep, count: number): StandingStep => ({
  layout: step.layout,
  connect: (next) => step.connect(new StandingTake(count, next)),
});

/** Why a plan cannot be run at many steps at once; null when it can. */
export const unschedulable = (plan: PlanNode): string | null =>
  stepsOf([plan]).some((node) => ordering.includes(node.kind) && expressionsOf(node).some(looksAtClock))
    ? 'it orders or remembers rows by the clock, which a schedule cannot follow'
    : null;

const ordering: readonly PlanNode['kind'][] = ['sort', 'top', 'merge', 'scan-rows', 'burst'];
