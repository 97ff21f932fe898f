import type { Columns } from '../records/schema.js';
import type { JoinKey } from './build/join.js';
import { count, distinct, sort, take, top } from './build/order-steps.js';
import { projectAway, projectReorder } from './build/row-steps.js';
import { merge, mvExpand } from './build/sequence-steps.js';
import { union } from './build/union.js';
import type { ArgExtremeOf, By, NoExpressions, On } from './clauses.js';
import type { JoinKind, PlanNode } from './node.js';
import type { ConditionOperator, Right } from './operator-types.js';
import type {
  AggregateColumns,
  ColumnsOf,
  Extended,
  Flat,
  JoinClash,
  Joined,
  JoinKeyOf,
  Name,
  Named,
  NamedAggregates,
  NameOf,
  Projected,
  Projection,
  Renamed,
  Renaming,
  Repeated,
  RowOf,
  SortOrder,
  Taken,
  United,
  Unless,
} from './query-types.js';
import type { BurstTest, BurstWritten, ScanRowsWritten } from './sequences-written.js';
import { burstWritten, scanRowsWritten } from './sequences-written.js';
import type { Expression, Operand, TypeOf } from './typed-expression.js';
import {
  extendWritten,
  joinWritten,
  lookupWritten,
  projectRenameWritten,
  projectWritten,
  sortKeyWritten,
  summarizeWritten,
  whereWritten,
} from './written.js';

/** What the compiler says of clashing names. */
type Twice = 'these columns would be there twice';

type EmptinessTest = 'isempty' | 'isnotempty' | 'isnull' | 'isnotnull';
type LeftSideJoin = 'leftsemi' | 'leftanti';
type RightSideJoin = 'rightsemi' | 'rightanti';
type BothSidesJoin = Exclude<JoinKind, LeftSideJoin | RightSideJoin>;

/** What has a plan. */
export interface Planned {
  readonly node: PlanNode;
}

/**
 * An immutable plan whose rows have the columns `C`. Each method returns a longer plan; nothing runs. Wrong names and types do not compile,
 * and throw when the plan is first asked for: it is not built before, as most detections of a list are not run.
 */
export class Query<C extends Columns> {
  // Never there at run time: it makes queries of different columns different types.
  protected declare readonly columns: C;

  private plan: PlanNode | (() => PlanNode);

  constructor(plan: PlanNode | (() => PlanNode)) {
    this.plan = plan;
  }

  get node(): PlanNode {
    if (typeof this.plan === 'function') this.plan = this.plan();
    return this.plan;
  }

  /** The rows for which a condition is true. */
  where(test: (row: RowOf<C>) => Operand<'bool'>): Query<C>;
  where<const K extends Name<C>>(column: K, test: EmptinessTest): Query<C>;
  where<const K extends Name<C>, const O extends ConditionOperator>(
    column: K,
    operator: O,
    value: Right<C[K], O>,
  ): Query<C>;
  where(...condition: readonly unknown[]): Query<C> {
    return new Query(() => whereWritten(this.node, condition));
  }

  /** The rows with further columns; one of the same name is replaced. Each expression sees the columns as they were. */
  extend<const E extends Named>(columns: (row: RowOf<C>) => E): Query<Extended<C, E>> {
    return new Query(() => extendWritten(this.node, columns));
  }

  /** The rows with these columns alone: `'Resource'`, `'VaultName = Resource'`, or named expressions. */
  project<const P extends readonly Projection<C>[]>(
    this: Query<C> & Unless<Repeated<P>, Twice>,
    ...columns: P
  ): Query<Projected<C, P>>;
  project<const E extends Named>(columns: (row: RowOf<C>) => E): Query<ColumnsOf<E>>;
  project(...columns: readonly (string | ((row: RowOf<C>) => Named))[]): Planned {
    return new Query(() => projectWritten(this.node, columns));
  }

  /** The rows with some columns renamed in their places. */
  projectRename<const P extends readonly Renaming<C>[]>(
    this: Query<C> & Unless<Repeated<P> | Taken<C, P>, Twice>,
    ...columns: P
  ): Query<Renamed<C, P>> {
    return new Query(() => projectRenameWritten(this.node, columns));
  }

  /** The rows without some columns. */
  projectAway<const K extends Name<C>>(...columns: readonly K[]): Query<Flat<Omit<C, K>>> {
    return new Query(() => projectAway(this.node, columns));
  }

  /** The rows with some columns first. */
  projectReorder(...columns: readonly Name<C>[]): Query<C> {
    return new Query(() => projectReorder(this.node, columns));
  }

  /** One row for each combination of values of some columns. */
  distinct<const K extends NameOf<C, Exclude<C[Name<C>], 'dynamic'>>>(
    ...columns: readonly K[]
  ): Query<Flat<Pick<C, K>>> {
    return new Query(() => distinct(this.node, columns));
  }

  /** One row for each group: the keys, then `argMax` or `argMin`, with named aggregates beside it, or these alone. */
  summarize<
    const K extends Name<C>,
    const S extends Name<C> | '*',
    const N extends Exclude<Name<C>, K | S> = never,
    const E extends Named = NoExpressions,
    const A extends NamedAggregates = NoExpressions,
  >(
    this: Query<C> & Unless<Extract<keyof E | keyof A, keyof C>, 'give these keys other names'>,
    aggregate: ArgExtremeOf<K, S>,
    keys?: By<C, N, E>,
    beside?: (row: RowOf<C>) => A,
  ): Query<
    Flat<ColumnsOf<E> & Pick<C, '*' extends S ? Name<C> : Extract<K | S | N, Name<C>>> & AggregateColumns<A>>
  >;
  summarize<
    const A extends NamedAggregates,
    const N extends Name<C> = never,
    const E extends Named = NoExpressions,
  >(
    this: Query<C> & Unless<Extract<keyof A, N | keyof E> | Extract<keyof E, N>, Twice>,
    aggregates: (row: RowOf<C>) => A,
    keys?: By<C, N, E>,
  ): Query<Flat<Pick<C, N> & ColumnsOf<E> & AggregateColumns<A>>>;
  summarize(
    aggregates: ArgExtremeOf<string, string> | ((row: RowOf<C>) => NamedAggregates),
    keys?: By<C, string, Named>,
    beside?: (row: RowOf<C>) => NamedAggregates,
  ): Planned {
    return new Query(() => summarizeWritten(this.node, aggregates, keys, beside));
  }

  /** The rows of both sides whose keys are equal, by one of KQL's nine kinds. Kinds that keep both sides add a 1 to names of the right side that the left has too. */
  join<R extends Columns>(kind: LeftSideJoin, right: Query<R>, keys: On<JoinKeyOf<C, R>>): Query<C>;
  join<R extends Columns>(kind: RightSideJoin, right: Query<R>, keys: On<JoinKeyOf<C, R>>): Query<R>;
  join<R extends Columns>(
    kind: BothSidesJoin,
    right: Query<R> & Unless<JoinClash<C, R>, 'rename these columns first'>,
    keys: On<JoinKeyOf<C, R>>,
  ): Query<Joined<C, R>>;
  join(kind: JoinKind, right: Planned, keys: On<string | JoinKey>): Planned {
    return new Query(() => joinWritten(this.node, kind, right.node, keys));
  }

  /** The rows with what another query has for their keys, missing where it has nothing. It tells more of the rows and is no evidence. */
  lookup<R extends Columns, const K extends JoinKeyOf<C, R> & string>(
    right: Query<R> & Unless<Exclude<Extract<keyof R, keyof C>, K>, 'rename these columns first'>,
    keys: On<K>,
  ): Query<Flat<C & Omit<R, K>>> {
    return new Query(() => lookupWritten(this.node, right.node, keys));
  }

  /** The rows of both, with the columns of both. */
  union<R extends Columns>(other: Query<R>): Query<United<C, R>> {
    return new Query(() => union([this.node, other.node]));
  }

  /** The rows in an order: `'TimeGenerated'`, descending as in KQL, or `'TimeGenerated asc'`. */
  sort(...keys: readonly SortOrder<C>[]): Query<C> {
    return new Query(() =>
      sort(
        this.node,
        keys.map((key) => sortKeyWritten('sort', this.node, key)),
      ),
    );
  }

  /** The first rows of an order. */
  top(rows: number, key: SortOrder<C>): Query<C> {
    return new Query(() => top(this.node, rows, sortKeyWritten('top', this.node, key)));
  }

  /** The rows in an order, those that agree in all of its columns as one: the one with most filled cells. Its evidence is that of all. */
  merge(...keys: readonly SortOrder<C>[]): Query<C> {
    return new Query(() =>
      merge(
        this.node,
        keys.map((key) => sortKeyWritten('merge', this.node, key)),
      ),
    );
  }

  /**
   * KQL's `scan` with one step that every row takes: the rows in an order, with columns that are computed from the row and, by `before`, from
   * the row before it that agrees in `by`. `declare` gives each such column what it is before the first row.
   */
  scanRows<const D extends Named>(
    this: Query<C> & Unless<Extract<keyof D, keyof C>, Twice>,
    options: {
      readonly by: readonly Name<C>[];
      readonly order: readonly SortOrder<C>[];
      readonly declare: D;
      readonly next: (
        row: RowOf<C>,
        before: RowOf<Flat<C & ColumnsOf<D>>>,
      ) => { readonly [K in keyof D & string]: Operand<TypeOf<D[K]>> };
    },
  ): Query<Extended<C, D>> {
    return new Query(() => scanRowsWritten(this.node, options as unknown as ScanRowsWritten));
  }

  /**
   * The rows of bursts: those that agree in `by`, within a length of time of the first, when they meet all thresholds of any alternative.
   * `BurstStart` tells bursts of one key apart; `BurstDetects` is true of the row at which a burst was one. With `opens`, a burst begins at a row
   * that opens one, counts the later rows that open none, and ends with the last of these.
   */
  burst(options: {
    readonly by: readonly Name<C>[];
    readonly order: readonly SortOrder<C>[];
    readonly time: NameOf<C, 'datetime'>;
    readonly within: Expression<'timespan'>;
    readonly tests: (row: RowOf<C>) => readonly (readonly BurstTest[])[];
    readonly opens?: (row: RowOf<C>) => Operand<'bool'>;
  }): Query<Flat<C & { readonly BurstStart: 'datetime'; readonly BurstDetects: 'bool' }>> {
    return new Query(() => burstWritten(this.node, options as unknown as BurstWritten));
  }

  /** A row for each element of an array, which stands in its place. */
  mvExpand<const K extends NameOf<C, 'dynamic'>, const T extends 'string' | 'long' | 'dynamic'>(
    column: K,
    to: T,
  ): Query<Flat<Omit<C, K> & { readonly [Name in K]: T }>> {
    return new Query(() => mvExpand(this.node, column, to));
  }

  /** So many rows, whichever. */
  take(rows: number): Query<C> {
    return new Query(() => take(this.node, rows));
  }

  /** One row with the number of rows. */
  count(): Query<{ readonly Count: 'long' }> {
    return new Query(() => count(this.node));
  }
}
