import { describe, expect, test } from 'vitest';
import { compileExpression, compileTest } from '../../src/engine/compile-expression.js';
import { layoutOf } from '../../src/engine/layout.js';
import { callNode, columnNode, literalNode } from '../../src/plan/build/expressions.js';
import type { ExpressionNode } from '../../src/plan/expression.js';
import { days, earlier, type Instant } from '../../src/records/instant.js';
import type { Value } from '../../src/records/value.js';
import { rows } from '../support/rows.js';
import { noon } from '../support/run-plan.js';

const context = { now: noon };
const layout = layoutOf(['text', 'number', 'other', 'flag', 'time']);
const text = columnNode('text', 'string');
const number = columnNode('number', 'long');
const other = columnNode('other', 'long');
const flag = columnNode('flag', 'bool');
const time = columnNode('time', 'datetime');
const literal = literalNode;

const row = (values: { text?: string; number?: Value; other?: Value; flag?: Value; time?: Value }) =>
  rows([
    values.text ?? '',
    values.number ?? null,
    values.other ?? null,
    values.flag ?? null,
    values.time ?? null,
  ])[0]!;

const value = (node: ExpressionNode, of: Parameters<typeof row>[0]) =>
  compileExpression(node, layout, context)(row(of));
const passes = (node: ExpressionNode, of: Parameters<typeof row>[0]) =>
  compileTest(node, layout, context)(row(of));

describe('an expression', () => {
  test('reads columns and literals', () => {
    expect(value(text, { text: 'Deny' })).toBe('Deny');
    expect(value(literal(5, 'long'), {})).toBe(5);
  });

  test('calls functions of any number of arguments', () => {
    expect(value(callNode('strlen', [text]), { text: 'abc' })).toBe(3);
    expect(value(callNode('+', [number, other]), { number: 1, other: 2 })).toBe(3);
    expect(value(callNode('iff', [flag, number, other]), { number: 1, other: 2, flag: true })).toBe(1);
    expect(
      value(callNode('case', [flag, number, flag, number, other]), { number: 1, other: 2, flag: false }),
    ).toBe(2);
  });

  test('is null where a function wants all of its arguments and one is null', () => {
    expect(value(callNode('+', [number, other]), { number: 1 })).toBeNull();
    expect(value(callNode('<', [number, other]), { other: 1 })).toBeNull();
    expect(value(callNode('abs', [number]), {})).toBeNull();
    expect(value(callNode('+', [number, literal(null, 'long')]), { number: 1 })).toBeNull();
  });

  test('leaves null to functions that handle it', () => {
    expect(value(callNode('!=', [number, literal(5, 'long')]), {})).toBe(true);
    expect(value(callNode('==', [number, other]), {})).toBeNull();
  });

  test('computes what is constant once', () => {
    const node = callNode('<=', [callNode('ago', [literal(days(1) as Value, 'timespan')]), time]);
    const dayBefore = earlier(noon, days(1));
    expect(value(node, { time: dayBefore as Value })).toBe(true);
    expect(value(node, { time: ((dayBefore as number) - 1) as Instant as Value })).toBe(false);
    const folded = compileExpression(
      callNode('strcat', [literal('a', 'string'), literal('b', 'string')]),
      layoutOf([]),
      context,
    );
    expect(folded(rows([])[0]!)).toBe('ab');
  });

  test('of a column that the input lacks is our fault and says so', () => {
    expect(() => compileExpression(columnNode('nowhere', 'string'), layout, context)).toThrow('nowhere');
  });
});

describe('a test', () => {
  const isFive = callNode('==', [number, literal(5, 'long')]);
  const isSet = callNode('isnotempty', [text]);

  test('passes on true alone', () => {
    expect(passes(flag, { flag: true })).toBe(true);
    expect(passes(flag, { flag: false })).toBe(false);
    expect(passes(flag, {})).toBe(false);
    expect(passes(callNode('not', [flag]), {})).toBe(false);
  });

  test('combines conditions by and and or', () => {
    for (const [textValue, numberValue] of [
      ['', 5],
      ['', 4],
      ['a', 5],
      ['a', 4],
    ] as const) {
      const of = { text: textValue, number: numberValue };
      expect(passes(callNode('and', [isSet, isFive]), of)).toBe(textValue === 'a' && numberValue === 5);
      expect(passes(callNode('or', [isSet, isFive]), of)).toBe(textValue === 'a' || numberValue === 5);
    }
  });

  test('treats null as false on either side of and and or', () => {
    expect(passes(callNode('or', [flag, isSet]), { text: 'a' })).toBe(true);
    expect(passes(callNode('and', [isSet, flag]), { text: 'a' })).toBe(false);
  });

  test('compares text to the letter', () => {
    const isAllow = callNode('==', [text, literal('Allow', 'string')]);
    expect(passes(isAllow, { text: 'Allow' })).toBe(true);
    expect(passes(isAllow, { text: 'allow' })).toBe(false);
    expect(passes(isAllow, { text: 'Allow ' })).toBe(false);
  });

  test('finds text among constants, to the letter', () => {
    const isListed = callNode('in', [text, literal('KeyGet', 'string'), literal('SecretGet', 'string')]);
    expect(passes(isListed, { text: 'SecretGet' })).toBe(true);
    expect(passes(isListed, { text: 'secretget' })).toBe(false);
    expect(passes(isListed, {})).toBe(false);
  });

  test('finds a blank not empty, and a null number empty', () => {
    expect(passes(isSet, { text: ' ' })).toBe(true);
    expect(passes(isSet, {})).toBe(false);
    expect(passes(callNode('isnotempty', [number]), {})).toBe(false);
    expect(passes(callNode('isnotempty', [number]), { number: 0 })).toBe(true);
  });
});
