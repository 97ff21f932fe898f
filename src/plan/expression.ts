import type { KqlType, Value } from '../records/value.js';

/** A scalar expression over the columns of one row. Data only: it can be compiled, explained and printed. */
export type ExpressionNode =
  | { readonly kind: 'column'; readonly name: string; readonly type: KqlType }
  | { readonly kind: 'literal'; readonly value: Value; readonly type: KqlType }
  /** A call of an entry of the function registry, operators included: `==`, `and`, `isnotempty`, `ago`. */
  | {
      readonly kind: 'call';
      readonly function: string;
      readonly arguments: readonly ExpressionNode[];
      readonly type: KqlType;
    };
