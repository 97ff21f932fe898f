import type { KqlType } from '../records/value.js';
import type {
  Common,
  Expression,
  Meeting,
  NumberType,
  Operand,
  Promoted,
  TypeOf,
} from './typed-expression.js';

export type EqualityOperator = '==' | '!=';
export type OrderOperator = '<' | '<=' | '>' | '>=';
export type MembershipOperator = 'in' | '!in';
export type TextMembershipOperator = 'in~' | '!in~';
export type RangeOperator = 'between' | '!between';
export type LogicOperator = 'and' | 'or';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

type TextTest = 'has' | 'hasprefix' | 'hassuffix' | 'contains' | 'startswith' | 'endswith';
export type TextOperator = '=~' | '!~' | TextTest | `!${TextTest}` | `${TextTest}_cs` | `!${TextTest}_cs`;

/** Operators that make a condition of a value and what stands right of them. */
export type ConditionOperator =
  | EqualityOperator
  | OrderOperator
  | MembershipOperator
  | TextMembershipOperator
  | RangeOperator
  | TextOperator;

export type Operator = ConditionOperator | LogicOperator | ArithmeticOperator;

type Ordered = NumberType | 'datetime' | 'timespan';

/** The types that a value may be compared with: its own, any number for a number; dynamic meets every other. */
type Comparable<T extends KqlType> = T extends 'dynamic'
  ? Exclude<KqlType, 'dynamic'>
  : Meeting<T> | 'dynamic';

type Order<T extends KqlType> = Extract<Comparable<T>, Ordered | (T extends Ordered ? 'dynamic' : never)>;

type Addend<T extends KqlType> = T extends NumberType
  ? NumberType
  : T extends 'timespan'
    ? 'timespan' | 'datetime'
    : T extends 'datetime'
      ? 'timespan'
      : never;

type Subtrahend<T extends KqlType> = T extends NumberType
  ? NumberType
  : T extends 'timespan'
    ? 'timespan'
    : T extends 'datetime'
      ? 'datetime' | 'timespan'
      : never;

type Factor<T extends KqlType> = T extends NumberType
  ? NumberType | 'timespan'
  : T extends 'timespan'
    ? NumberType
    : never;

type Divisor<T extends KqlType> = T extends NumberType
  ? NumberType
  : T extends 'timespan'
    ? NumberType | 'timespan'
    : never;

type Modulus<T extends KqlType> = T extends NumberType ? NumberType : T extends 'timespan' ? T : never;

type Text<T extends KqlType> = T extends 'string' | 'dynamic' ? 'string' : never;

/** What may stand right of an operator whose left side has a type; never where the type does not take the operator. */
export type Right<T extends KqlType, O extends Operator> = O extends EqualityOperator
  ? Operand<Comparable<T>>
  : O extends OrderOperator
    ? Operand<Order<T>>
    : O extends MembershipOperator
      ? readonly Operand<Meeting<T>>[] | Expression<'dynamic'>
      : O extends TextMembershipOperator
        ? readonly Operand<Text<T>>[] | Expression<'dynamic'>
        : O extends RangeOperator
          ? Range<T>
          : O extends LogicOperator
            ? Operand<Extract<T, 'bool'>>
            : O extends TextOperator
              ? Operand<Text<T>>
              : O extends ArithmeticOperator
                ? Operand<ArithmeticRight<T, O>>
                : never;

type Range<T extends KqlType> =
  | readonly [Operand<Order<T>>, Operand<Order<T>>]
  | (T extends 'datetime' ? readonly [Expression<'datetime'>, Expression<'timespan'>] : never);

type ArithmeticRight<T extends KqlType, O extends ArithmeticOperator> = {
  '+': Addend<T>;
  '-': Subtrahend<T>;
  '*': Factor<T>;
  '/': Divisor<T>;
  '%': Modulus<T>;
}[O];

/** The type of an operator's result. */
export type Infixed<L extends KqlType, O extends Operator, R> = O extends ArithmeticOperator
  ? Calculated<L, O, TypeOf<R>>
  : 'bool';

type Calculated<L extends KqlType, O extends ArithmeticOperator, R extends KqlType> = [L | R] extends [
  NumberType,
]
  ? Promoted<Common<L | R>>
  : O extends '*' | '%'
    ? 'timespan'
    : O extends '/'
      ? [L | R] extends ['timespan']
        ? 'real'
        : 'timespan'
      : [L | R] extends ['timespan']
        ? 'timespan'
        : [L | R] extends ['datetime']
          ? 'timespan'
          : 'datetime';
