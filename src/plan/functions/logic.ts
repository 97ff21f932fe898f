import type { ScalarFunction } from '../function.js';
import { infix, lenient, signature, strict } from './define.js';

const twoConditions = [signature(['bool', 'bool'], 'bool')];

/** Three-valued logic: what a null leaves open is null. */
export const logic: readonly ScalarFunction[] = [
  infix(
    lenient(
      'and',
      twoConditions,
      () => (a, b) => (a === false || b === false ? false : a === null || b === null ? null : true),
    ),
    'and',
  ),
  infix(
    lenient(
      'or',
      twoConditions,
      () => (a, b) => (a === true || b === true ? true : a === null || b === null ? null : false),
    ),
    'or',
  ),
  strict('not', [signature(['bool'], 'bool')], () => (a) => !a),
];
