import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/records/usage-error.js';
import { parseAllowFile } from '../../src/triage/allow-file.js';
import { instant } from '../reports/replay-result.js';
import { burst, plain } from './configurable.js';

const entries = (text: string) => parseAllowFile(text, 'allow.yaml', [plain, burst]);

test('reads a list of entries, alone or below allow', () => {
  const list = `
- detection: extended/*
  actor: Ann@Contoso.com
  item: secret/DB
  ip: 192.0.2.0/24
  reason: nightly backup, ticket 4711
  expires: 2026-12-31
- { app: APP-1, reason: scanner }`;
  const [first, second] = entries(list);
  expect(first).toMatchObject({
    at: { path: 'allow.yaml', line: 2 },
    detection: 'extended/*',
    detections: new Set(['extended/burst']),
    named: { actor: 'ann@contoso.com', item: 'secret/db', ip: '192.0.2.0/24' },
    range: { prefix: 24 },
    reason: 'nightly backup, ticket 4711',
    expires: instant('2026-12-31T00:00:00Z'),
  });
  expect(second).toMatchObject({
    detections: new Set(['published/plain', 'extended/burst']),
    named: { app: 'app-1' },
    range: null,
    expires: null,
  });
  expect(entries(`allow:${list.replaceAll('\n', '\n  ')}`)).toHaveLength(2);
  for (const nothing of ['', '# later', '[]', 'allow: []']) expect(entries(nothing)).toEqual([]);
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['- actor: ann', '1:3: [0]: the key reason is missing'],
    ['- { actor: ann, reason: "" }', 'is empty: write text'],
    ['- { actor: ann, reason: }', 'takes text'],
    ['- { reason: x }', 'hides everything: name at least one of detection, actor, app'],
    ['- { reason: x, expires: 2027-01-01 }', 'hides everything'],
    ['- { actor: ann, reason: x, expires: soon }', '1:37: [0].expires: "soon" stands here; it takes a date'],
    ['- { actor: ann, reason: x, expires: 2026-02-30 }', 'takes a date'],
    ['- { actor: ann, reason: x, expires: 2026 }', 'takes a date'],
    ['- { actor: ann, reason: x, expires: [] }', 'takes a date'],
    ['- { detection: burst, reason: x }', 'no detection is called burst. Did you mean extended/burst?'],
    ['- { ip: 192.0.2.1/24, reason: x }', 'takes an address, or a range'],
    ['- { ip: home, reason: x }', 'takes an address, or a range'],
    ['- { item: db, reason: x }', 'takes an item, such as secret/db-password'],
    ['- { item: secrets/db, reason: x }', 'takes an item'],
    ['- { user: ann, reason: x }', 'unknown key user.'],
    ['- { actor: 7, reason: x }', 'put 7 in quotes'],
    ['x: 1', 'unknown key x. Known here: allow'],
    ['allow', 'takes a mapping'],
    ['- ann', 'takes a mapping'],
  ])('%s', (text, message) => {
    expect(() => entries(text)).toThrow(UsageError);
    expect(() => entries(text)).toThrow(message);
    expect(() => entries(text)).toThrow(/^allow\.yaml:1:\d+: /);
  });
});
