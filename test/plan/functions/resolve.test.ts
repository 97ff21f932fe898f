import { describe, expect, test } from 'vitest';
import { functionNamed, scalarFunctions } from '../../../src/plan/functions/registry.js';
import { resolve } from '../../../src/plan/functions/resolve.js';

describe('resolve', () => {
  test.each([
    ['+', ['int', 'int'], 'long'],
    ['+', ['long', 'real'], 'real'],
    ['-', ['datetime', 'datetime'], 'timespan'],
    ['-', ['datetime', 'timespan'], 'datetime'],
    ['/', ['timespan', 'timespan'], 'real'],
    ['*', ['int', 'timespan'], 'timespan'],
    ['iff', ['bool', 'int', 'int'], 'int'],
    ['iff', ['bool', 'int', 'long'], 'long'],
    ['bin', ['datetime', 'timespan'], 'datetime'],
    ['bin', ['int', 'int'], 'long'],
    ['coalesce', ['string', 'string', 'string'], 'string'],
    ['case', ['bool', 'long', 'bool', 'real', 'int'], 'real'],
    ['==', ['dynamic', 'string'], 'bool'],
    ['now', [], 'datetime'],
  ] as const)('%s of %j gives %s', (name, types, expected) => {
    const resolved = resolve(name, types);
    expect(resolved.type).toBe(expected);
    expect(resolved.entry).toBe(functionNamed(name));
  });

  test('says to which types arguments are converted', () => {
    expect(resolve('==', ['dynamic', 'long']).arguments).toEqual(['real', 'real']);
    expect(resolve('iff', ['bool', 'long', 'real']).arguments).toEqual(['bool', 'real', 'real']);
    expect(resolve('has', ['dynamic', 'string']).arguments).toEqual(['string', 'string']);
  });

  test('names the function and the types that it does not take', () => {
    expect(() => resolve('abs', ['datetime'])).toThrow('abs takes no arguments of the types (datetime)');
    expect(() => resolve('strcat', [])).toThrow('strcat takes no arguments of the types ()');
    expect(() => resolve('substring', ['string'])).toThrow('substring');
    expect(() => resolve('frobnicate', ['string'])).toThrow('there is no function frobnicate');
    expect(() => resolve('constructor', [])).toThrow('there is no function constructor');
  });
});

test('every function has a name of its own', () => {
  expect(new Set(scalarFunctions.map(({ name }) => name)).size).toBe(scalarFunctions.length);
});
