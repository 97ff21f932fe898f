import type { Columns } from '../records/schema.js';
import type { KqlType } from '../records/value.js';
import type { AggregateExpression } from './aggregate-expressions.js';
import type { Expression, NumberType, Operand, TypeOf } from './typed-expression.js';

/** The names of columns. */
export type Name<C extends Columns> = keyof C & string;

/** The columns of a row as expressions. */
export type RowOf<C extends Columns> = { readonly [K in Name<C>]: Expression<C[K]> };

/** Shows an intersection as the flat object that it is. */
export type Flat<T> = { readonly [K in keyof T]: T[K] };

/** `'Resource'` keeps a column, `'VaultName = Resource'` gives it another name. */
export type Projection<C extends Columns> = Name<C> | `${string} = ${Name<C>}`;
export type Renaming<C extends Columns> = `${string} = ${Name<C>}`;

type NewName<P extends string> = P extends `${infer New} = ${string}` ? New : P;
type OldName<P extends string> = P extends `${string} = ${infer Old}` ? Old : P;

export type Projected<C extends Columns, P extends readonly string[]> = {
  readonly [S in P[number] as NewName<S>]: C[OldName<S>];
};

export type Renamed<C extends Columns, P extends readonly string[]> = Flat<
  Omit<C, OldName<P[number]>> & Projected<C, P>
>;

/** Named expressions, and the columns they make. */
export type Named = { readonly [name: string]: Operand };
export type ColumnsOf<E extends Named> = { readonly [K in keyof E & string]: TypeOf<E[K]> };
export type Extended<C extends Columns, E extends Named> = Flat<Omit<C, keyof E> & ColumnsOf<E>>;

/** Named aggregates, and the columns they make. */
export type NamedAggregates = { readonly [name: string]: AggregateExpression };
export type AggregateColumns<A extends NamedAggregates> = {
  readonly [K in keyof A & string]: A[K] extends AggregateExpression<infer T> ? T : never;
};

/** The names that stand more than once in a list of projections. */
export type Repeated<P extends readonly string[]> = P extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? (NewName<First> extends NewName<Rest[number]> ? NewName<First> : never) | Repeated<Rest>
  : never;

/** The new names of a list of projections that a table has already. */
export type Taken<C extends Columns, P extends readonly string[]> = Extract<NewName<P[number]>, keyof C>;

/** Nothing when no name clashes; otherwise an object that no query is, which says which names do. */
export type Unless<Clashes, Message extends string> = [Clashes] extends [never]
  ? unknown
  : { readonly [K in Message]: Clashes };

/** A key of a join: a column that both sides have with one type, or a pair of columns whose types can be equal. */
export type JoinKeyOf<L extends Columns, R extends Columns> =
  | { [K in Name<L> & Name<R>]: L[K] extends R[K] ? (L[K] extends 'dynamic' ? never : K) : never }[Name<L> &
      Name<R>]
  | JoinPair<L, R>;

type JoinPair<L extends Columns, R extends Columns> = {
  [T in Exclude<KqlType, 'dynamic'>]: {
    readonly left: NameOf<L, T>;
    readonly right: NameOf<R, T extends NumberType ? NumberType : T>;
  };
}[Exclude<KqlType, 'dynamic'>];

/** The names of the columns of a type. */
export type NameOf<C extends Columns, T extends KqlType> = {
  [K in Name<C>]: C[K] extends T ? K : never;
}[Name<C>];

/** The columns of a join that keeps both sides: a name that the left has gets a 1 on the right. */
export type Joined<L extends Columns, R extends Columns> = Flat<
  L & { readonly [K in Name<R> as K extends keyof L ? `${K}1` : K]: R[K] }
>;

/** The columns that a join could not simply give a 1, because that name is there too. */
export type JoinClash<L extends Columns, R extends Columns> = {
  [K in Name<L> & Name<R>]: `${K}1` extends keyof L | keyof R ? K : never;
}[Name<L> & Name<R>];

/** The columns of a union: those of one name and two types become two, `name_type`. */
export type United<L extends Columns, R extends Columns> = {
  readonly [E in UnitedColumn<L, R> | UnitedColumn<R, L> as E[0]]: E[1];
};

type UnitedColumn<C extends Columns, Other extends Columns> = {
  [K in Name<C>]: [UnitedName<K, C[K], Other>, C[K]];
}[Name<C>];

type UnitedName<K extends string, T extends KqlType, Other extends Columns> = K extends keyof Other
  ? Other[K] extends T
    ? K
    : `${K}_${T}`
  : K;

/** `'TimeGenerated'` sorts as KQL does, descending; a direction may follow. */
export type SortOrder<C extends Columns> =
  `${SortName<C>}${'' | ' asc' | ' desc'}${'' | ' nulls first' | ' nulls last'}`;
type SortName<C extends Columns> = NameOf<C, Exclude<KqlType, 'dynamic' | 'guid'>>;
