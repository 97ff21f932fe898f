import { expect, test } from 'vitest';
import { parseArguments } from '../../src/cli/parse.js';
import { UsageError } from '../../src/records/usage-error.js';

const table = {
  only: { type: 'string', array: true },
  now: { type: 'string' },
  'no-color': { type: 'boolean' },
} as const;

const parse = (line: string) => parseArguments(line.split(' '), table);

test('tells options from words', () => {
  expect(parse('a.csv --only x --now 2026 b.csv --only=y,z --no-color -')).toEqual({
    positionals: ['a.csv', 'b.csv', '-'],
    options: { only: ['x', 'y,z'], now: '2026', 'no-color': true },
  });
});

test('takes every word as text', () => {
  expect(parse('007 1e5 --now 012').positionals).toEqual(['007', '1e5']);
  expect(parse('--now 012').options).toEqual({ now: '012' });
  expect(parse('-- --now -x').positionals).toEqual(['--now', '-x']);
});

test('takes a number below zero for the value of the option before it', () => {
  expect(parse('--now -1h a --only -2 --only x').options).toEqual({ now: '-1h', only: ['-2', 'x'] });
  expect(() => parse('--no-color -1h')).toThrow('unknown option -1.');
  expect(() => parse('now -1h')).toThrow('unknown option -1.');
  expect(parse('-- --now -1').positionals).toEqual(['--now', '-1']);
});

test.each([
  ['--nwo x', 'unknown option --nwo. Did you mean --now?'],
  ['-q', 'unknown option -q.'],
  ['--constructor x', 'unknown option --constructor.'],
  ['--now', '--now needs a value'],
  ['--now=', '--now needs a value'],
  ['--only', '--only needs a value'],
  ['--no-color=yes', '--no-color takes no value'],
  ['--now 1 --now 2', '--now stands twice: give it once'],
])('refuses %j', (line, message) => {
  expect(() => parse(line)).toThrow(new UsageError(message));
});
