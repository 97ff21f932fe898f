import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { hours, minutes } from '../../src/records/instant.js';
import { UsageError } from '../../src/records/usage-error.js';
import { parseConfiguration } from '../../src/triage/configuration.js';
import { configured } from '../../src/triage/configured.js';
import { burst, plain } from './configurable.js';

const known = [plain, burst];
const parsed = (text: string) => parseConfiguration(text, 'vaultreplay.yaml', known);
const changedBy = (text: string) => configured(known, parsed(text));

test('an empty file changes nothing', () => {
  for (const text of ['', '# nothing\n', '{}', 'detections: {}']) {
    expect(changedBy(text)).toEqual(known);
    expect(parsed(text)).toMatchObject({ changes: [], allow: null, allowFiles: [] });
  }
});

describe('detections', () => {
  test('are turned on and off', () => {
    const [first, second] = changedBy(`
detections:
  published/plain: { enabled: true }
  extended/burst: { enabled: false }`);
    expect(first).not.toHaveProperty('offBecause');
    expect(second).toMatchObject({ offBecause: 'vaultreplay.yaml turns it off' });
  });

  test('are changed by a pattern, and then by what follows it', () => {
    const [first, second] = changedBy(`
detections:
  "*": { enabled: false, severity: high }
  extended/burst: { enabled: true }`);
    expect(first).toMatchObject({ offBecause: 'vaultreplay.yaml turns it off', severity: 'high' });
    expect(second).not.toHaveProperty('offBecause');
    expect(second).toMatchObject({ severity: 'high' });
  });

  test('take of the parameters of a pattern those they have', () => {
    const [first, second] = changedBy('detections: { "*": { parameters: { minItems: 9 } } }');
    expect(first).toEqual(plain);
    expect(second!.summary({})).toBe('9 of SecretGet without app-0');
  });

  test('with a severity of their own leave none to the rows', () => {
    expect(burst).toHaveProperty('severityColumn');
    const [, second] = changedBy('detections: { extended/burst: { severity: low } }');
    expect(second).toMatchObject({ severity: 'low' });
    expect(second).not.toHaveProperty('severityColumn');
  });

  test('are made anew with their parameters', () => {
    const [, second] = changedBy(`
detections:
  extended/burst:
    severity: low
    parameters: { minItems: 7, operations: [KeyGet, KeySign] }`);
    expect(second!.summary({})).toBe('7 of KeyGet,KeySign without app-0');
    expect(second).toMatchObject({ severity: 'low' });
    expect(second!.parameters).toEqual(burst.parameters);
  });
});

test('takes a length of time as KQL prints it', () => {
  const { changes } = parsed('detections: { extended/burst: { parameters: { within: 1.02:00:00 } } }');
  expect(changes[0]!.parameters![0]!.value).toBe(hours(26));
});

test('takes a value of every form', () => {
  const { changes } = parsed(`
detections:
  extended/burst:
    parameters:
      within: 1h30m
      minItems: 0
      share: 0.25
      coldStart: suppress
      usersOnly: false
      operations: []
      zone: UTC+1
      prefixes: [1, 128]`);
  const [{ parameters }] = changes as unknown as [
    { parameters: { parameter: { name: string }; value: unknown }[] },
  ];
  expect(Object.fromEntries(parameters.map(({ parameter, value }) => [parameter.name, value]))).toEqual({
    within: hours(1.5),
    minItems: 0,
    share: 0.25,
    coldStart: 'suppress',
    usersOnly: false,
    operations: [],
    zone: 'UTC+1',
    prefixes: [1, 128],
  });
  expect(hours(1.5)).toBe(minutes(90));
});

test('files are named from the folder of the file that names them', () => {
  const filesOf = (value: string) => {
    const text = `detections: { extended/burst: { parameters: { lists: ${value} } } }`;
    return parseConfiguration(text, 'conf/v.yaml', known).changes[0]!.parameters![0]!.value;
  };
  expect(filesOf('a.txt')).toEqual([join('conf', 'a.txt')]);
  expect(filesOf('[../a.txt, /lists/b.txt]')).toEqual(['a.txt', '/lists/b.txt']);
  expect(filesOf('[]')).toEqual([]);
  expect(
    parsed('detections: { extended/burst: { parameters: { lists: a.txt } } }').changes[0]!.parameters![0]!
      .value,
  ).toEqual(['a.txt']);
});

describe('noise', () => {
  test('is added to what a detection leaves out, whoever set that', () => {
    const noise = 'noise: { applications: [APP-9, app-0] }';
    expect(changedBy(noise)[1]!.summary({})).toBe('5 of SecretGet without app-0,app-9');
    const set = `${noise}\ndetections: { extended/burst: { parameters: { noiseApplications: [app-1] } } }`;
    expect(changedBy(set)[1]!.summary({})).toBe('5 of SecretGet without app-1,app-9,app-0');
  });

  test('that no detection leaves out is refused', () => {
    expect(() => changedBy('noise:\n  clients: [terraform]')).toThrow(
      'vaultreplay.yaml:2:3: noise: no detection takes further clients for noise',
    );
  });
});

describe('what is wrong is told with its place', () => {
  const parameters = (text: string) => `detections:\n  extended/burst:\n    parameters: { ${text} }`;
  test.each([
    ['detection: {}', '1:1: detection: unknown key detection. Did you mean detections?'],
    ['- x', '1:1: a list stands here; it takes a mapping'],
    ['detections: [a]', '1:13: detections: a list stands here'],
    [
      'detections: { burst: {} }',
      '1:15: detections.burst: no detection is called burst. Did you mean extended/burst?',
    ],
    [
      'detections: { published/plan: {} }',
      'no detection is called published/plan. Did you mean published/plain?',
    ],
    ['detections: { "hardened/*": {} }', "1:15: detections['hardened/*']: hardened/* fits no detection."],
    ['detections: { "*": { on: true } }', 'unknown key on.'],
    ['detections: { "*": { enabled: yes } }', '"yes" stands here; it takes true or false'],
    ['detections: { "*": { severity: hihg } }', 'cannot be hihg. Did you mean high?'],
    ['detections: { "*": { severity: high }, "*": {} }', 'stands here twice'],
    [
      'detections: { published/plain: { parameters: { x: 1 } } }',
      'published/plain has no parameter x. It has none',
    ],
    [
      parameters('withn: 1h'),
      "3:19: detections['extended/burst'].parameters.withn: extended/burst has no parameter withn. Did you mean within? It has: within, minItems",
    ],
    [
      'detections: { "*": { parameters: { minItem: 1 } } }',
      'no detection of * has a parameter minItem. Did you mean minItems?',
    ],
    [parameters('__proto__: 1'), 'has no parameter __proto__'],
    [parameters('within: 5 parsecs'), '"5 parsecs" stands here; it takes a length of time, such as 1d'],
    [parameters('within: 10'), '"10" stands here; it takes a length of time'],
    [parameters('within: 0s'), 'takes a length of time'],
    [parameters('within: -1h'), 'takes a length of time'],
    [parameters('within: -00:10:00'), 'takes a length of time'],
    [parameters('within: 10001d'), 'is longer than 10000d'],
    [parameters('within: [1h]'), 'a list stands here'],
    [parameters('minItems: 2.5'), '"2.5" stands here; it takes a whole number from 0'],
    [parameters('minItems: -1'), 'takes a whole number from 0'],
    [parameters('minItems: "5"'), '"5" stands here; it takes a whole number'],
    [parameters('minItems: .inf'), 'takes a whole number'],
    [parameters('share: .nan'), 'takes a number from 0'],
    [
      parameters('coldStart: suppres'),
      'cannot be suppres. Did you mean suppress? It takes one of: mark, suppress',
    ],
    [parameters('zone: Mars'), '"Mars" stands here; it takes the name of a zone'],
    [parameters('operations: SecretGet'), 'it takes a list'],
    [parameters('operations: [1]'), 'takes text: put 1 in quotes'],
    [parameters('lists: [a.txt, b.csv]'), ': b.csv: it is no list'],
    [parameters('lists: { a: b }'), 'it takes text'],
    [parameters('prefixes: [x]'), 'takes a whole number from 1 to 128'],
    [parameters('prefixes: [24, 129]'), '"129" stands here; it takes a whole number from 1 to 128'],
    [parameters('prefixes: [0]'), '"0" stands here'],
    ['noise: { apps: [] }', 'unknown key apps.'],
    ['allowFiles: allow.yaml', 'it takes a list'],
    ['allow: [{ reason: x }]', 'hides everything'],
  ])('%s', (text, message) => {
    expect(() => parsed(text)).toThrow(UsageError);
    expect(() => parsed(text)).toThrow(message);
    expect(() => parsed(text)).toThrow(/^vaultreplay\.yaml:\d+:\d+: /);
  });
});

describe('a number that may not exceed another', () => {
  const newClient = detections.find(({ id }) => id === 'extended/new-client')!;
  const madeBy = (text: string) => configured([newClient], parseConfiguration(text, 'v.yaml', [newClient]));
  const changesOf = (parameters: string) =>
    madeBy(`detections: { extended/new-client: { parameters: ${parameters} } }`);

  test.each([
    '{ settleDays: 30 }',
    '{ baselineDays: 5 }',
    '{ settleDays: 40, minDays: 9, baselineDays: 40 }',
  ])('may be as great: %s', (parameters) => expect(changesOf(parameters)).toHaveLength(1));

  test.each([
    ['{ settleDays: 31 }', '1:52', 'settleDays, 31, cannot be more than baselineDays, 30'],
    ['{ baselineDays: 4 }', '1:52', 'minDays, 5, cannot be more than baselineDays, 4'],
    [
      '{ minEvents: 1, minDays: 8, baselineDays: 7 }',
      '1:66',
      'minDays, 8, cannot be more than baselineDays, 7',
    ],
  ])('is refused where it is set: %s', (parameters, place, message) => {
    expect(() => changesOf(parameters)).toThrow(message);
    expect(() => changesOf(parameters)).toThrow(`v.yaml:${place}:`);
  });

  test('is held against what is set in the end, by whatever part of the file', () => {
    const both = (first: string, second: string) => `\
detections:
  "*": { parameters: { ${first} } }
  extended/new-client: { parameters: { ${second} } }`;
    const [made] = madeBy(both('baselineDays: 90', 'settleDays: 60'));
    expect(made!.values).toMatchObject({ baselineDays: 90, settleDays: 60, minEvents: 20 });
    expect(() => madeBy(both('settleDays: 20', 'baselineDays: 10'))).toThrow(
      "v.yaml:2:24: detections['*'].parameters.settleDays: settleDays, 20, cannot be more than baselineDays, 10",
    );
    expect(() => madeBy(both('settleDays: 60', 'settleDays: 6'))).not.toThrow();
  });
});

test('a number that counts what must be there cannot be none', () => {
  const massRead = detections.find(({ id }) => id === 'extended/mass-read')!;
  const text = 'detections: { extended/mass-read: { parameters: { minItems: 0 } } }';
  expect(() => parseConfiguration(text, 'v.yaml', [massRead])).toThrow(
    'v.yaml:1:61: detections[\'extended/mass-read\'].parameters.minItems: "0" stands here; it takes a whole number from 1',
  );
});

test('a length of time may not exceed another', () => {
  const newUser = detections.find(({ id }) => id === 'hardened/new-user-access')!;
  const text = 'detections: { hardened/new-user-access: { parameters: { recent: 2d, baseline: 1d12h } } }';
  expect(() => configured([newUser], parseConfiguration(text, 'v.yaml', [newUser]))).toThrow(
    "v.yaml:1:57: detections['hardened/new-user-access'].parameters.recent: recent, 2.00:00:00, cannot be more than baseline, 1.12:00:00",
  );
});
