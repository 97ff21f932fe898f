import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Which folders of ours a folder may import from, itself included. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/records': [],
  'src/yaml': ['src/records'],
  'src/readers': ['src/records'],
  'src/plan': ['src/records'],
  'src/operators': ['src/records'],
  'src/findings': ['src/plan', 'src/records'],
  'src/engine': ['src/operators', 'src/plan', 'src/findings', 'src/records'],
  'src/triage': ['src/findings', 'src/plan', 'src/records', 'src/yaml'],
  'src/reports': ['src/triage', 'src/findings', 'src/records'],
  'src/threads': ['src/engine', 'src/readers', 'src/records'],
  'src/testing': [
    'src/records',
    'src/yaml',
    'src/readers',
    'src/plan',
    'src/operators',
    'src/findings',
    'src/engine',
    'src/triage',
    'src/reports',
    'src/threads',
  ],
  'src/cli': [
    'src/records',
    'src/yaml',
    'src/testing',
    'src/readers',
    'src/plan',
    'src/operators',
    'src/findings',
    'src/engine',
    'src/triage',
    'src/reports',
    'src/threads',
  ],
  src: [
    'src/records',
    'src/yaml',
    'src/testing',
    'src/readers',
    'src/plan',
    'src/operators',
    'src/findings',
    'src/engine',
    'src/triage',
    'src/reports',
    'src/threads',
  ],
  detections: ['src'],
  bin: ['src/cli', 'detections'],
};

/** Which packages have a home, and where. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'csv-parse': ['src/readers'],
  luxon: ['src/records'],
  'mmdb-lib': ['src/records'],
  yargs: ['src/cli'],
  'yargs-parser': ['src/cli'],
  yaml: ['src/yaml'],
  // For its types alone.
  vitest: ['src/testing'],
  'fast-json-stable-stringify': ['src/findings', 'src/reports'],
};

const files = ['src', 'detections', 'bin'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/')),
);

/** The folder whose rule holds for a file: `src/records`, `src` for src/index.ts, `detections`, `bin`. */
const houseOf = (file: string) => {
  const [first = '', second = '', ...rest] = file.split('/');
  return first === 'src' && rest.length > 0 ? `src/${second}` : first;
};

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^(?:import|export)\s[^';]*from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    ),
  ].map(([, from, bare, dynamic]) => (from ?? bare ?? dynamic)!);

const ownImportsOf = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) =>
      relative(root, join(root, dirname(file), name))
        .replaceAll('\\', '/')
        .replace(/\.js$/, '.ts'),
    );

describe('the folders', () => {
  test.each(files)('%s imports only what its folder may', (file) => {
    const house = houseOf(file);
    const allowed = mayImport[house];
    expect(allowed, `no rule for ${house}`).toBeDefined();
    const foreign = ownImportsOf(file).filter(
      (other) => houseOf(other) !== house && !allowed!.includes(houseOf(other)),
    );
    expect(foreign).toEqual([]);
  });

  test('detections reach src through src/index.ts alone', () => {
    const inner = files
      .filter((file) => file.startsWith('detections/'))
      .flatMap(ownImportsOf)
      .filter((other) => other.startsWith('src/') && other !== 'src/index.ts');
    expect(inner).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circle: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (state.get(file) === 'done' || circle.length > 0) return;
      if (state.get(file) === 'open') return void circle.push(...path.slice(path.indexOf(file)), file);
      state.set(file, 'open');
      for (const other of ownImportsOf(file)) visit(other, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circle).toEqual([]);
  });

  test('each package has one home', () => {
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
        .map((name) => name.split('/')[0]!)
        .filter((name) => !homes[name]?.includes(houseOf(file)))
        .map((name) => `${file} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });

  test('nothing reads the wall clock or the network', () => {
    const suspects = files.filter((file) =>
      /\bDate\.now\(|new Date\(\)|DateTime\.(?:now|local|utc)\(\)|from 'node:(?:http|https|net|tls|dgram|dns)'|\bfetch\(/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(suspects).toEqual([]);
  });
});
