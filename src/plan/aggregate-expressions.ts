import type { KqlType } from '../records/value.js';
import { resolveAggregate } from './aggregates/registry.js';
import type { ExpressionNode } from './expression.js';
import { type NumberType, nodesOf, type Operand, type Promoted, type TypeOf } from './typed-expression.js';

declare const type: unique symbol;

/** An aggregate of the rows of a group, that gives values of a KQL type. */
export interface AggregateExpression<out T extends KqlType = KqlType> {
  readonly aggregate: string;
  readonly arguments: readonly ExpressionNode[];
  readonly [type]?: T;
}

function aggregate<T extends KqlType>(name: string, ...operands: readonly Operand[]): AggregateExpression<T> {
  const nodes = nodesOf(operands);
  resolveAggregate(
    name,
    nodes.map((node) => node.type),
  );
  return Object.freeze({ aggregate: name, arguments: nodes });
}

type Condition = Operand<'bool'>;
type Ordered = Exclude<KqlType, 'dynamic' | 'guid'>;
type Averaged<T> = T extends NumberType ? 'real' : T extends KqlType ? T : never;

/** The number of rows. */
export const count = (): AggregateExpression<'long'> => aggregate('count');
/** The number of rows for which a condition is true. */
export const countif = (condition: Condition): AggregateExpression<'long'> => aggregate('countif', condition);
/** The number of different values, exact where Kusto estimates it; null is none. */
export const dcount = (value: Operand): AggregateExpression<'long'> => aggregate('dcount', value);
/** The number of different values in rows for which a condition is true. */
export const dcountif = (value: Operand, condition: Condition): AggregateExpression<'long'> =>
  aggregate('dcountif', value, condition);
/** The number of different values; null is none. */
export const countDistinct = (value: Operand): AggregateExpression<'long'> =>
  aggregate('count_distinct', value);
/** `countDistinct` of the rows for which a condition is true. */
export const countDistinctIf = (value: Operand, condition: Condition): AggregateExpression<'long'> =>
  aggregate('count_distinctif', value, condition);
/** The least value; text by code point. */
export const min = <const A extends Operand<Ordered>>(value: A): AggregateExpression<TypeOf<A>> =>
  aggregate('min', value);
/** The greatest value; text by code point. */
export const max = <const A extends Operand<Ordered>>(value: A): AggregateExpression<TypeOf<A>> =>
  aggregate('max', value);
/** The sum. */
export const sum = <const A extends Operand<NumberType | 'timespan'>>(
  value: A,
): AggregateExpression<Promoted<TypeOf<A>>> => aggregate('sum', value);
/** The sum over rows for which a condition is true. */
export const sumif = <const A extends Operand<NumberType | 'timespan'>>(
  value: A,
  condition: Condition,
): AggregateExpression<Promoted<TypeOf<A>>> => aggregate('sumif', value, condition);
/** The average. */
export const avg = <const A extends Operand<NumberType | 'timespan' | 'datetime'>>(
  value: A,
): AggregateExpression<Averaged<TypeOf<A>>> => aggregate('avg', value);
/** Some value, one that is neither null nor empty if there is one: the least. */
export const takeAny = <const A extends Operand>(value: A): AggregateExpression<TypeOf<A>> =>
  aggregate('take_any', value);
/** `takeAny` of the rows for which a condition is true. */
export const takeAnyIf = <const A extends Operand>(
  value: A,
  condition: Condition,
): AggregateExpression<TypeOf<A>> => aggregate('take_anyif', value, condition);

/** The values in the order of rows, as an array; at most so many. */
export const makeList = (value: Operand, most?: number): AggregateExpression<'dynamic'> =>
  aggregate('make_list', value, ...(most === undefined ? [] : [most]));
/** The different values in their order, as an array; at most so many. */
export const makeSet = (value: Operand, most?: number): AggregateExpression<'dynamic'> =>
  aggregate('make_set', value, ...(most === undefined ? [] : [most]));
/** The different values in rows for which a condition is true, as an array; at most so many. */
export const makeSetIf = (
  value: Operand,
  condition: Condition,
  most?: number,
): AggregateExpression<'dynamic'> =>
  aggregate('make_set_if', value, condition, ...(most === undefined ? [] : [most]));
