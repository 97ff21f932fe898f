import type { Evaluate, ScalarFunction } from '../function.js';
import { infix, lenient, signature, strict } from './define.js';

// Values of one type have one form, so `===` compares them; numbers and bigints order each other.

/** `null == null` is null and `null == x` false; text has no null. */
const equal: ScalarFunction['bind'] = ([left, right]) => {
  if (right!.type === 'string') {
    const { constant } = right!;
    return constant === undefined ? (a, b) => a === b : (a) => a === constant;
  }
  const nonNull = right!.constant;
  if (nonNull !== undefined && nonNull !== null) return (a) => a === nonNull;
  const leftNonNull = left!.constant;
  if (leftNonNull !== undefined && leftNonNull !== null) return (_, b) => b === leftNonNull;
  return (a, b) => (a === null && b === null ? null : a === b);
};

/** `null != null` is null and `null != x` true. */
const notEqual: ScalarFunction['bind'] = ([left, right]) => {
  if (right!.type === 'string') {
    const { constant } = right!;
    return constant === undefined ? (a, b) => a !== b : (a) => a !== constant;
  }
  const nonNull = right!.constant;
  if (nonNull !== undefined && nonNull !== null) return (a) => a !== nonNull;
  const leftNonNull = left!.constant;
  if (leftNonNull !== undefined && leftNonNull !== null) return (_, b) => b !== leftNonNull;
  return (a, b) => (a === null && b === null ? null : a !== b);
};

const comparison = (name: string, evaluate: Evaluate) =>
  infix(
    strict(name, [signature(['orderable', 'orderable'], 'bool')], () => evaluate),
    'comparison',
  );

/** `==`, `!=` and the four comparisons by size. */
export const comparisons: readonly ScalarFunction[] = [
  infix(lenient('==', [signature(['comparable', 'comparable'], 'bool')], equal), 'comparison'),
  infix(lenient('!=', [signature(['comparable', 'comparable'], 'bool')], notEqual), 'comparison'),
  comparison('<', (a, b) => a! < b!),
  comparison('<=', (a, b) => a! <= b!),
  comparison('>', (a, b) => a! > b!),
  comparison('>=', (a, b) => a! >= b!),
];
