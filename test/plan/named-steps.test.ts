import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { azureDiagnostics, dynamic, inside, on, op, type Query, toKql } from '../../src/index.js';
import { planSteps } from '../../src/plan/steps.js';

const long = 'A condition that nobody would want to read twice. '.repeat(6);
const calls = azureDiagnostics.where('OperationName', '!=', long);
const twice = calls.project('Resource').join('inner', calls.project('Resource', 'id_s'), on('Resource'));

/** Names that `let` statements give, where, and where each is read. */
const namesIn = (kql: string) =>
  [...kql.matchAll(/^let (\w+) =/gm)].map(([, name = ''], i, all) => ({
    name,
    given: all[i]!.index,
    read: [...kql.matchAll(new RegExp(`(?<!^let )\\b${name}\\b`, 'gm'))].map(({ index }) => index),
  }));

describe('a step that several read', () => {
  test('is said once and named where it is read, under the number that explain has for it', () => {
    expect(toKql(twice.node)).toBe(`\
let Step2 =
    AzureDiagnostics
    | where OperationName != "${long}";
Step2
| project Resource
| join kind=inner (
    Step2
    | project Resource, id_s
  ) on Resource`);
    expect(planSteps(twice.node)[1]).toMatchObject({ number: 2, node: calls.node });
  });

  test('is written out where it is short, and where nothing else reads it', () => {
    const short = azureDiagnostics.where('OperationName', '==', 'VaultGet');
    expect(toKql(short.union(short.take(1)).node)).not.toContain('let ');
    expect(toKql(calls.union(azureDiagnostics.take(1)).node)).not.toContain('let ');
  });

  test('is run once where it sees more than single rows, as it may leave a choice open', () => {
    const some = calls.take(5);
    const kql = toKql(some.union(some.count().join('inner', some.count(), on('Count'))).node);
    expect(kql).toContain('let Step3 = materialize(\n    AzureDiagnostics\n');
    expect(kql).toContain('\n    | take 5);\nStep3\n');
  });

  test('has a name that no column has', () => {
    const one = calls.extend(() => ({ Step3: 1, Step3_: 2 }));
    expect(toKql(one.union(one.take(1)).node)).toContain('let Step3__ =\n');
  });
});

describe('a long constant', () => {
  const words = Array.from({ length: 40 }, (_, i) => `Word${i}`);
  const listed = words.map((word) => `"${word}"`).join(', ');

  test('has a name where it stands more than once', () => {
    const map = dynamic(Object.fromEntries(words.map((word) => [word, word.toLowerCase()])));
    const query = azureDiagnostics
      .where((row) => op(row.OperationName, 'in', words))
      .where((row) => op(row.Resource, '!in', words))
      .where((row) => op(inside(map, 'Word1'), '==', row.Level))
      .where((row) => op(inside(map, 'Word2'), '!=', row.Level));
    const [list, names, ...steps] = toKql(query.node).split('\n');
    expect(list).toBe(`let List1 = dynamic([${listed}]);`);
    expect(names).toMatch(/^let Map2 = dynamic\(\{"Word0":"word0",.*"\}\);$/);
    expect(steps).toEqual([
      'AzureDiagnostics',
      '| where OperationName in (List1)',
      '| where Resource !in (List1)',
      '| where tostring(Map2["Word1"]) == Level',
      '| where tostring(Map2["Word2"]) != Level',
    ]);
  });

  test('stands where it is when it is the only one, and a text that reads like it is left alone', () => {
    const query = azureDiagnostics
      .where((row) => op(row.OperationName, 'in', words))
      .where((row) => op(row.Level, '==', `in (${listed})`));
    expect(toKql(query.node)).not.toContain('let ');
  });

  test('of short lists has none', () => {
    const query = azureDiagnostics
      .where((row) => op(row.OperationName, 'in', ['a', 'b']))
      .where((row) => op(row.Resource, 'in', ['a', 'b']));
    expect(toKql(query.node)).not.toContain('let ');
  });
});

describe('the KQL of every detection', () => {
  test.each(detections.map(({ id, plan }) => [id, toKql(plan)]))('%s', (_, kql) => {
    expect(kql.length).toBeLessThan(100_000);
    // A blank line would end the query in a portal.
    expect(kql).not.toMatch(/\n\s*\n/);
    for (const { given, read } of namesIn(kql)) {
      expect(read.length).toBeGreaterThanOrEqual(2);
      expect(Math.min(...read)).toBeGreaterThan(given);
    }
  });

  test('says no name twice', () => {
    for (const { plan } of detections) {
      const names = namesIn(toKql(plan)).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

test('names put back where they are read give the query without names', () => {
  const step = fc.nat(3);
  fc.assert(
    fc.property(fc.array(fc.tuple(step, step, fc.boolean()), { minLength: 1, maxLength: 5 }), (picks) => {
      const queries: Query<{ readonly Resource: 'string' }>[] = [calls.project('Resource')];
      const written = [toKql(queries[0]!.node)];
      for (const [a, b, counts] of picks) {
        const [left, right] = [a % queries.length, b % queries.length];
        const joined = queries[left]!.join('leftsemi', queries[right]!, on('Resource'));
        queries.push(counts ? joined.take(3) : joined);
        written.push(
          [
            written[left]!,
            '| join kind=leftsemi (',
            ...written[right]!.split('\n').map((line) => `    ${line}`),
            '  ) on Resource',
            ...(counts ? ['| take 3'] : []),
          ].join('\n'),
        );
      }
      expect(withoutNames(toKql(queries.at(-1)!.node))).toBe(written.at(-1));
    }),
  );
});

/** A query with the steps that it names written out. */
function withoutNames(kql: string): string {
  let rest = kql;
  for (;;) {
    const found = /^let (\w+) =(?: materialize\()?\n((?: {4}.*\n)*? {4}.*?)\)?;\n/.exec(rest);
    if (found === null) return rest;
    const lines = found[2]!.split('\n').map((line) => line.slice(4));
    rest = rest
      .slice(found[0].length)
      .replace(new RegExp(`^( *)${found[1]}(?=\\)?;?$)`, 'gm'), (_, indent: string) =>
        lines.map((line) => indent + line).join('\n'),
      );
  }
}
