import { expect, test } from 'vitest';
import { beginningsIn, moduleOf, profileTables, selfTimes } from '../../bench/profile.mjs';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 0 });

test('time counts for the call it was spent in, the most first', () => {
  const nodes = [
    { id: 1, callFrame: frame('read') },
    { id: 2, callFrame: frame('decode') },
    { id: 3, callFrame: frame('read') },
  ];
  const profile = { nodes, samples: [1, 2, 3, 2], timeDeltas: [1000, 2500, 500, 500] };
  expect(selfTimes(profile, ({ functionName }: { readonly functionName: string }) => functionName)).toEqual([
    ['decode', 3],
    ['read', 1.5],
  ]);
});

test('shares are of the time at work', () => {
  const nodes = [
    { id: 1, callFrame: frame('(garbage collector)') },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('(program)') },
  ];
  const [, modules] = profileTables({ nodes, samples: [1, 2, 3], timeDeltas: [3000, 50_000, 1000] });
  expect(modules).toContain('| (garbage collector) |   3 | 75.0 |');
  expect(modules).not.toContain('(idle)');
});

test('a bundle says where its modules begin', () => {
  const bundle = [
    'import "node:fs";',
    '// src/a/one.ts',
    'code(); // src/b.ts',
    '//#region bin/x.ts',
    '// words',
  ];
  expect(beginningsIn(bundle.join('\n'))).toEqual([
    { line: 1, module: 'src/a/one.ts' },
    { line: 3, module: 'bin/x.ts' },
  ]);
});

test('what is no file of ours goes by its own name', () => {
  expect(moduleOf(frame('(garbage collector)'))).toBe('(garbage collector)');
  expect(moduleOf(frame('readSync', 'node:fs'))).toBe('node:fs');
  expect(moduleOf(frame('load', 'node:internal/modules/esm/load'))).toBe('node:internal');
});
