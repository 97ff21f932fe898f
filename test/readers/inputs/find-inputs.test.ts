import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findInputs } from '../../../src/readers/inputs/find-inputs.js';
import { UsageError } from '../../../src/records/usage-error.js';

const started = process.cwd();
const asRoot = process.getuid?.() === 0;

// Paths are reported as they are given, so these tests work inside a folder of their own.
beforeEach(() => process.chdir(realpathSync(mkdtempSync(join(tmpdir(), 'vaultreplay-test-')))));
afterEach(() => {
  const folder = process.cwd();
  process.chdir(started);
  rmSync(folder, { recursive: true, force: true });
});

function files(...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, path);
  }
}

const found = (...paths: readonly string[]) => findInputs(paths).inputs.map(({ path }) => path);

describe('paths', () => {
  test('lead to files, and folders to everything below them, by path', () => {
    files('logs/b.csv', 'logs/a/y=2026/PT1H.json', 'logs/a.csv', 'one.json');
    expect(found('one.json', 'logs')).toEqual([
      'logs/a.csv',
      'logs/a/y=2026/PT1H.json',
      'logs/b.csv',
      'one.json',
    ]);
  });

  test('give the same inputs in any order', () => {
    files('a/1', 'a/2', 'b/1', 'c');
    symlinkSync('../a/1', 'b/link');
    const expected = findInputs(['a', 'b', 'c', 'b/*']);
    for (const order of [
      ['c', 'b/*', 'b', 'a'],
      ['b', 'c', 'a', 'b/*'],
      ['b/*', 'a', 'c', 'b'],
    ])
      expect({ ...findInputs(order), inputs: found(...order) }).toEqual({
        ...expected,
        inputs: found('a', 'b', 'c', 'b/*'),
      });
  });

  test('are sorted by code point, not by UTF-16 unit', () => {
    files('\u{1f511}.csv', '\ufb01.csv', 'z.csv');
    expect(found('.')).toEqual(['./z.csv', './\ufb01.csv', './\u{1f511}.csv']);
  });

  test('are reported as given, joined with a slash', () => {
    files('logs/a.csv');
    expect(found('logs/')).toEqual(['logs/a.csv']);
    expect(found('./logs//')).toEqual(['./logs/a.csv']);
    expect(found(`${process.cwd()}/logs`)).toEqual([`${process.cwd()}/logs/a.csv`]);
    expect(found('.')).toEqual(['./logs/a.csv']);
  });

  test('take hidden files along, but nothing of version control', () => {
    files('logs/.hidden/.a.csv', 'logs/.git/HEAD', 'logs/.hg/x', 'logs/.svn/x', 'logs/git/x');
    expect(found('logs')).toEqual(['logs/.hidden/.a.csv', 'logs/git/x']);
    expect(found('logs/**/*')).toEqual(['logs/.hidden/.a.csv', 'logs/git/x']);
  });

  test('may be standard input, once', () => {
    files('a');
    expect(found('a', '-')).toEqual(['-', 'a']);
    expect(findInputs(['-', '-']).repeats).toEqual([{ path: '-', of: '-' }]);
  });
});

describe('the same file', () => {
  test.each([
    ['by the same path', ['a.csv', 'a.csv'], 'a.csv'],
    ['by another spelling', ['a.csv', './a.csv'], 'a.csv'],
    ['by a link', ['a.csv', 'link.csv'], 'link.csv'],
    ['by a hard link', ['a.csv', 'hard.csv'], 'hard.csv'],
  ])('named %s is read once', (_, paths, repeated) => {
    files('a.csv');
    symlinkSync('a.csv', 'link.csv');
    linkSync('a.csv', 'hard.csv');
    const { inputs, repeats } = findInputs(paths);
    expect(inputs).toHaveLength(1);
    expect(repeats).toEqual([{ path: repeated, of: [...paths].sort()[0] }]);
  });

  test('named beside its folder is read once', () => {
    files('logs/a.csv', 'logs/sub/b.csv');
    const { repeats } = findInputs(['logs', 'logs/a.csv', 'logs/sub']);
    expect(found('logs', 'logs/a.csv', 'logs/sub')).toEqual(['logs/a.csv', 'logs/sub/b.csv']);
    expect(repeats).toEqual([
      { path: 'logs/a.csv', of: 'logs/a.csv' },
      { path: 'logs/sub', of: 'logs/sub' },
    ]);
  });

  test('met twice below one pattern is no repeat', () => {
    files('logs/sub/b.csv');
    expect(findInputs(['logs/**/*'])).toMatchObject({ inputs: [{ path: 'logs/sub/b.csv' }], repeats: [] });
  });
});

describe('links', () => {
  test('in a circle are harmless', () => {
    files('logs/a.csv');
    symlinkSync('..', 'logs/up');
    symlinkSync('.', 'logs/self');
    expect(findInputs(['logs'])).toMatchObject({
      inputs: [{ path: 'logs/a.csv' }],
      leftOut: [],
      repeats: [],
    });
  });

  test('to folders elsewhere are followed', () => {
    files('elsewhere/a.csv', 'logs/b.csv');
    symlinkSync('../elsewhere', 'logs/link');
    expect(found('logs')).toEqual(['logs/b.csv', 'logs/link/a.csv']);
  });

  test('that lead nowhere are left out', () => {
    files('logs/a.csv');
    symlinkSync('gone.csv', 'logs/broken');
    symlinkSync('loop', 'logs/loop');
    expect(findInputs(['logs']).leftOut).toEqual([
      { path: 'logs/broken', reason: 'cannot be read: no such file or folder' },
      { path: 'logs/loop', reason: 'cannot be read: a link that leads in a circle' },
    ]);
  });
});

describe('patterns', () => {
  test.each([
    ['*.csv', ['a.csv']],
    ['logs/*/PT1H.json', ['logs/x/PT1H.json', 'logs/y/PT1H.json']],
    ['logs/**/PT1H.json', ['logs/PT1H.json', 'logs/x/PT1H.json', 'logs/x/z/PT1H.json', 'logs/y/PT1H.json']],
    [
      'logs/**',
      ['logs/PT1H.json', 'logs/x/PT1H.json', 'logs/x/z/PT1H.json', 'logs/y/PT1H.json', 'logs/y/b.csv'],
    ],
    ['**/x/**/PT?H.json', ['logs/x/PT1H.json', 'logs/x/z/PT1H.json']],
    ['logs/?', ['logs/x/PT1H.json', 'logs/x/z/PT1H.json', 'logs/y/PT1H.json', 'logs/y/b.csv']],
    ['./logs/y/*', ['./logs/y/PT1H.json', './logs/y/b.csv']],
    ['../*/a.csv', ['../work/a.csv']],
  ])('%s', (pattern, expected) => {
    mkdirSync('work');
    process.chdir('work');
    files(
      'a.csv',
      'logs/PT1H.json',
      'logs/x/PT1H.json',
      'logs/x/z/PT1H.json',
      'logs/y/PT1H.json',
      'logs/y/b.csv',
    );
    expect(found(pattern)).toEqual(expected);
    process.chdir('..');
  });

  test('are not needed for a file whose name holds a star', () => {
    files('a*.csv', 'ab.csv');
    expect(found('a*.csv')).toEqual(['a*.csv']);
  });

  test('with many stars between folders that link in a circle end', () => {
    files('a/b/c/d.csv');
    symlinkSync('..', 'a/b/up');
    expect(found('**/**/**/**/**/d.csv')).toEqual(['a/b/c/d.csv']);
  });
});

describe('what cannot be read', () => {
  test.each([
    [[], /^no input: name exported files/],
    [[''], /^a path is empty/],
    [['gone.csv'], /^gone\.csv cannot be read: no such file or folder$/],
    [['a.csv/b.csv'], /^a\.csv\/b\.csv cannot be read: no such file or folder$/],
    [['*.json'], /^no file fits \*\.json/],
    [['a.csv', 'gone'], /^gone cannot be read/],
  ])('%j is the user to mend', (paths, message) => {
    files('a.csv');
    expect(() => findInputs(paths)).toThrow(UsageError);
    expect(() => findInputs(paths)).toThrow(message);
  });

  test.skipIf(asRoot)('for want of permission is named, and left out when it was not', () => {
    files('logs/a.csv', 'logs/secret.csv', 'logs/closed/b.csv');
    chmodSync('logs/secret.csv', 0o000);
    chmodSync('logs/closed', 0o000);
    expect(findInputs(['logs']).leftOut).toEqual([
      { path: 'logs/closed', reason: 'cannot be read: permission denied' },
      { path: 'logs/secret.csv', reason: 'cannot be read: permission denied' },
    ]);
    expect(() => findInputs(['logs/secret.csv'])).toThrow(
      'logs/secret.csv cannot be read: permission denied',
    );
    expect(() => findInputs(['logs/closed'])).toThrow('logs/closed cannot be read: permission denied');
    chmodSync('logs/closed', 0o700);
  });

  test.skipIf(process.platform === 'win32')(
    'a pipe below a folder is left out; a pipe that is named is read',
    () => {
      files('logs/a.csv');
      execFileSync('mkfifo', ['logs/pipe']);
      expect(findInputs(['logs']).leftOut).toEqual([
        { path: 'logs/pipe', reason: 'a pipe, socket or device, not a file' },
      ]);
      expect(findInputs(['logs/pipe']).inputs).toEqual([{ from: 'pipe', path: 'logs/pipe' }]);
    },
  );

  test('an empty folder leads to nothing', () => {
    mkdirSync('logs');
    expect(findInputs(['logs'])).toEqual({ inputs: [], leftOut: [], repeats: [] });
  });
});
