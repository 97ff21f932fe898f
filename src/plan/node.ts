import type { Duration } from '../records/instant.js';
import type { Column } from '../records/schema.js';
import type { KqlType, Value } from '../records/value.js';
import type { ExpressionNode } from './expression.js';

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'rightsemi'
  | 'leftanti'
  | 'rightanti';

/** A named expression: a column of `extend` or `project`, or a key of `summarize`. */
export interface NamedExpression {
  readonly name: string;
  readonly expression: ExpressionNode;
}

/** An aggregate of `summarize`: an entry of the aggregate registry and the column it makes. */
export interface AggregateNode {
  readonly name: string;
  readonly function: string;
  readonly arguments: readonly ExpressionNode[];
}

/** `arg_max(of, *)` or `arg_min(of, *)`: the whole row with the greatest or least value; `name` is the column of `of`. */
export interface ArgExtremeNode {
  readonly name: string;
  readonly function: 'arg_max' | 'arg_min';
  readonly of: ExpressionNode;
  /** Input columns that follow, each under its name in the result; `*` is written out when the plan is built. */
  readonly columns: readonly { readonly name: string; readonly from: string }[];
}

/** A key of `sort` or `top`. KQL's default: descending, nulls last; ascending, nulls first. */
export interface SortKey {
  readonly expression: ExpressionNode;
  readonly order: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
}

/** A column of `scan-rows`: its value on a row, from the row and, by `before`, from the row before; `initial` stands before the first. */
export interface StateNode {
  readonly name: string;
  readonly type: KqlType;
  readonly initial: Value;
  readonly next: ExpressionNode;
}

/** At least so many rows, or so many different values of an expression. */
export interface Threshold {
  /** Null counts rows. */
  readonly of: ExpressionNode | null;
  readonly atLeast: number;
}

/**
 * One step of a plan. Steps point at their inputs, so a step used twice is one object and runs once.
 * `columns` are the columns the step gives, in order, as KQL names and types them.
 */
export type PlanNode =
  | {
      readonly kind: 'scan';
      readonly table: string;
      readonly columns: readonly Column[];
    }
  | Step<'where', { readonly test: ExpressionNode }>
  | Step<'extend', { readonly added: readonly NamedExpression[] }>
  | Step<'project', { readonly projected: readonly NamedExpression[] }>
  | Step<
      'project-rename',
      {
        readonly renamed: readonly {
          readonly name: string;
          readonly from: string;
        }[];
      }
    >
  | Step<'project-away', { readonly dropped: readonly string[] }>
  | Step<'project-reorder', { readonly first: readonly string[] }>
  | Step<'distinct', { readonly keys: readonly string[] }>
  | Step<
      'summarize',
      {
        readonly aggregates: readonly (AggregateNode | ArgExtremeNode)[];
        readonly by: readonly NamedExpression[];
      }
    >
  | Step<'sort', { readonly keys: readonly SortKey[] }>
  | Step<'top', { readonly count: number; readonly keys: readonly SortKey[] }>
  | Step<'take', { readonly count: number }>
  | Step<'count', unknown>
  /** The rows in an order in which rows that agree in all keys are one: the one with most cells, with the places of all. */
  | Step<'merge', { readonly keys: readonly SortKey[] }>
  /** KQL's `scan` with one step that every row takes, for each partition: the rows in an order, with columns that remember the row before. */
  | Step<
      'scan-rows',
      {
        readonly by: readonly string[];
        readonly keys: readonly SortKey[];
        readonly states: readonly StateNode[];
      }
    >
  /**
   * The rows of bursts, each with its burst's first time and whether it is the row at which the burst was one. A burst is the rows of a
   * partition within a length of time of its first that meet all thresholds of any alternative; the next begins behind it. With `opens`, only
   * rows for which that is true begin one: counted are the later ones for which it is not, the last of which ends it.
   */
  | Step<
      'burst',
      {
        readonly by: readonly string[];
        readonly keys: readonly SortKey[];
        readonly time: string;
        readonly within: Duration;
        readonly tests: readonly (readonly Threshold[])[];
        readonly opens?: ExpressionNode;
      }
    >
  /** A row for each element of an array, which stands in the array's place as a type; none for an empty one. */
  | Step<'mv-expand', { readonly column: string; readonly to: 'string' | 'long' | 'dynamic' }>
  | {
      readonly kind: 'join';
      readonly flavor: JoinKind;
      /** KQL's `lookup`: the right side tells more of the rows of the left, which alone are the evidence; its keys are left out. */
      readonly isLookup?: true;
      readonly left: PlanNode;
      readonly right: PlanNode;
      readonly on: readonly { readonly left: string; readonly right: string }[];
      readonly columns: readonly JoinedColumn[];
    }
  | {
      readonly kind: 'union';
      readonly inputs: readonly PlanNode[];
      readonly columns: readonly UnionColumn[];
    };

type Step<Kind extends string, Rest> = {
  readonly kind: Kind;
  readonly input: PlanNode;
  readonly columns: readonly Column[];
} & Rest;

/** A column of a join: the side and the name it has there. */
export interface JoinedColumn extends Column {
  readonly side: 'left' | 'right';
  readonly from: string;
}

/** A column of a union: the name it has in each input, null where the input lacks it. */
export interface UnionColumn extends Column {
  readonly from: readonly (string | null)[];
}
