import { Distinct } from '../operators/distinct.js';
import { Filter } from '../operators/filter.js';
import { Fork } from '../operators/fork.js';
import type { EvaluationContext } from '../plan/function.js';
import { demandsOf, evidentSteps, neededColumns } from '../plan/needs.js';
import type { PlanNode } from '../plan/node.js';
import { stepsOf } from '../plan/walk.js';
import type { Sink } from '../records/row.js';
import { compileProject, compileUnion, extended, renamedFrom } from './compile-columns.js';
import { compileTest } from './compile-expression.js';
import { compileJoin } from './compile-join.js';
import { compileSort, compileTake, compileTop } from './compile-order.js';
import {
  type Arrival,
  compileBurst,
  compileMerge,
  compileMvExpand,
  compileScanRows,
} from './compile-sequences.js';
import { compileCount, compileSummarize, type TieListener } from './compile-summarize.js';
import { type Layout, layoutOf, valueIn } from './layout.js';
import { held, picked, renamed, SharedStep, type Step } from './step.js';

/** What plans are compiled with. */
export interface CompileOptions extends EvaluationContext {
  /** How the rows of the source look. */
  readonly source: Layout;
  readonly onTie: TieListener;
  /** In which order the records come; `any` when absent. Steps throw `OutOfOrder` when that is not true. */
  readonly arrival?: Arrival;
  /** Steps whose rows come from elsewhere, as `feedsOf` gives them, and not from the source. */
  readonly fed?: ReadonlyMap<PlanNode, Fork>;
  /** Stands between a step and those that read it. */
  readonly tap?: (node: PlanNode, next: Sink) => Sink;
}

/** A plan and what takes its rows, each with the plan's columns in order. */
export interface PlanOutput {
  readonly plan: PlanNode;
  readonly sink: Sink;
}

/** Builds the operators of some plans, fed by one source. A step that is used twice, in one plan or in several, is built once. */
export function compilePlans(outputs: readonly PlanOutput[], options: CompileOptions): Sink {
  const compiler = new PlanCompiler(
    outputs.map(({ plan }) => plan),
    options,
  );
  const steps = outputs.map(({ plan, sink }) => ({ step: compiler.output(plan), sink }));
  for (const { step, sink } of steps) step.connect(sink);
  return compiler.source;
}

class PlanCompiler {
  readonly source = new Fork();
  private readonly wanted: ReadonlyMap<PlanNode, ReadonlySet<string>>;
  private readonly evident: ReadonlySet<PlanNode>;
  private readonly steps = new Map<PlanNode, SharedStep>();

  constructor(
    plans: readonly PlanNode[],
    private readonly options: CompileOptions,
  ) {
    this.wanted = neededColumns(plans);
    // Whoever looks at steps wants to know of what their rows are made.
    this.evident = options.tap === undefined ? evidentSteps(plans) : new Set(stepsOf(plans));
  }

  /** The last step of a plan, its rows with the plan's columns in order. */
  output(plan: PlanNode): Step {
    return picked(
      this.step(plan),
      plan.columns.map(({ name }) => name),
    );
  }

  /** A step for one more reader. */
  private step(node: PlanNode): Step {
    let step = this.steps.get(node);
    if (step === undefined) {
      step = new SharedStep(this.tapped(node, this.compile(node, this.wanted.get(node)!)));
      this.steps.set(node, step);
    }
    step.readers += 1;
    return step;
  }

  private tapped(node: PlanNode, step: Step): Step {
    const { tap } = this.options;
    if (tap === undefined) return step;
    return { layout: step.layout, connect: (next) => step.connect(tap(node, next)) };
  }

  private compile(node: PlanNode, wanted: ReadonlySet<string>): Step {
    const { options } = this;
    const fork = options.fed?.get(node);
    if (fork !== undefined) return fedStep(node, wanted, fork);
    if (node.kind === 'scan') return { layout: options.source, connect: (next) => this.source.add(next) };
    const inputs = demandsOf(node, wanted).map(({ input, columns }) => ({ step: this.step(input), columns }));
    return compileStep(node, wanted, inputs, {
      ...options,
      evidence: this.evident.has(node) ? 'kept' : 'none',
    });
  }
}

/** The rows of one input of a step, and the columns that the step asks of it. */
export interface StepInput {
  readonly step: Step;
  readonly columns: readonly string[];
}

/** The step of a node that reads others, over its inputs in their order. Each time its rows are connected anew, it begins anew. */
export function compileStep(
  node: Exclude<PlanNode, { kind: 'scan' }>,
  wanted: ReadonlySet<string>,
  inputs: readonly StepInput[],
  options: Pick<CompileOptions, 'now' | 'onTie' | 'arrival'> & {
    /** Whether its rows tell of what records they are made; they do when absent. */
    readonly evidence?: 'kept' | 'none';
  },
): Step {
  const [first, second] = inputs;
  const input = first?.step as Step;
  const holds = () => held(input, first!.columns);
  switch (node.kind) {
    case 'where': {
      const test = compileTest(node.test, input.layout, options);
      return { layout: input.layout, connect: (next) => input.connect(new Filter(test, next)) };
    }
    case 'extend':
      return compileProject(extended(node, wanted), input, options);
    case 'project':
      return compileProject(
        node.projected.filter(({ name }) => wanted.has(name)),
        input,
        options,
      );
    case 'project-rename':
      return renamed(input, renamedFrom(node, wanted));
    case 'project-away':
    case 'project-reorder':
      return input;
    case 'distinct': {
      const key = node.keys.map((name) => valueIn(input.layout, name));
      return { layout: input.layout, connect: (next) => input.connect(new Distinct(key, next)) };
    }
    case 'summarize':
      return compileSummarize(node, wanted, holds(), options, options.onTie);
    case 'sort':
      return compileSort(node.keys, holds(), options);
    case 'top':
      return compileTop(node, holds(), options);
    case 'take':
      return compileTake(node, holds());
    case 'count':
      return compileCount(holds(), options);
    case 'merge':
      return compileMerge(node, holds(), options);
    case 'scan-rows':
      return compileScanRows(node, wanted, input, first!.columns, options);
    case 'burst':
      return compileBurst(node, holds(), options);
    case 'mv-expand':
      return compileMvExpand(node, holds());
    case 'join':
      return compileJoin(node, wanted, { left: holds(), right: held(second!.step, second!.columns) });
    case 'union':
      return compileUnion(
        node,
        wanted,
        inputs.map(({ step }) => step),
      );
  }
}

/** A step whose rows come from elsewhere, made of parts of the records: each part gave its own first row of every key. */
function fedStep(node: PlanNode, wanted: ReadonlySet<string>, fork: Fork): Step {
  const names = node.columns.map(({ name }) => name);
  if (node.kind !== 'distinct')
    return {
      layout: layoutOf(names.filter((name) => wanted.has(name))),
      connect: (next) => fork.add(next),
    };
  const layout = layoutOf(names);
  const key = node.keys.map((name) => valueIn(layout, name));
  return { layout, connect: (next) => fork.add(new Distinct(key, next)) };
}
