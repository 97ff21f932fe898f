import { describe, expect, test } from 'vitest';
import { detections } from '../../../detections/index.js';
import { scanRequest } from '../../../src/engine/scan-request.js';
import {
  ago,
  argMax,
  azureDiagnostics,
  by,
  caseOf,
  coalesce,
  days,
  distinctAtLeast,
  dynamic,
  type Expression,
  iff,
  isempty,
  minutes,
  not,
  on,
  op,
  rowsAtLeast,
  toKql,
} from '../../../src/index.js';
import type { Planned } from '../../../src/plan/query.js';
import { mutantsOf } from '../../../src/testing/mutants/mutants-of.js';
import { sharedWith } from '../../../src/testing/mutants/shared-parts.js';
import { noon, runPlan } from '../../support/run-plan.js';

// The others have thousands of mutants.
const published = detections.filter(({ id }) => id.startsWith('published/'));

const namesOf = ({ node }: Planned) => mutantsOf(node).map(({ name }) => name);

const gets = azureDiagnostics.where('OperationName', '==', 'SecretGet');
const puts = azureDiagnostics.where('OperationName', '==', 'SecretSet');

describe('mutants', () => {
  test('change conditions', () => {
    const query = azureDiagnostics.where((row) =>
      op(
        op(op(row.DurationMs, '>=', 10), 'and', not(op(row.OperationName, 'in', ['a', 'b']))),
        'and',
        op(row.TimeGenerated, 'between', [ago(days(2)), ago(days(1))]),
      ),
    );
    expect(namesOf(query)).toEqual([
      '2: without the step',
      '2: without TimeGenerated between (ago(2d) .. ago(1d))',
      '2: without DurationMs >= 10 and not(OperationName in ("a", "b"))',
      '2: without not(OperationName in ("a", "b"))',
      '2: without DurationMs >= 10',
      '2: >= becomes >',
      '2: 10 becomes 11',
      '2: 10 becomes 9',
      '2: without not',
      '2: without "a"',
      '2: without "b"',
      '2: between leaves out its lower end',
      '2: between leaves out its upper end',
      '2: 2d becomes 4d',
      '2: 2d becomes 1d',
      '2: 1d becomes 2d',
      '2: 1d becomes 12h',
    ]);
  });

  test('change expressions of other steps', () => {
    const query = gets
      .extend((row) => ({ who: coalesce(row.identity_claim_upn_s, row.identity_claim_oid_g) }))
      .project((row) => ({
        TimeGenerated: row.TimeGenerated,
        who: iff(op(row.who, '=~', 'x'), row.who, ''),
        listed: op(row.who, 'in', dynamic(['p', 'q'])),
        kind: caseOf([[op(row.who, '==', 'a'), 'A']], 'B'),
      }));
    expect(namesOf(query)).toEqual([
      '2: without the step',
      '3: without identity_claim_upn_s',
      '3: without identity_claim_oid_g',
      '4: iff takes its first value always',
      '4: iff takes its second value always',
      '4: =~ becomes ==',
      '4: without "p"',
      '4: without "q"',
      '4: without the case who == "a"',
    ]);
  });

  test('change joins, groups, tops and unions', () => {
    const query = gets
      .join('inner', puts, on('Resource', 'id_s'))
      .summarize(argMax('TimeGenerated', '*'), by('Resource'))
      .top(3, 'TimeGenerated');
    expect(namesOf(query).slice(2)).toEqual([
      '4: inner becomes innerunique',
      '4: inner becomes leftouter',
      '4: inner becomes rightouter',
      '4: without the key Resource',
      '4: without the key id_s',
      '5: arg_max becomes arg_min',
      '6: 3 becomes 4',
      '6: 3 becomes 2',
      '6: the order is turned around',
    ]);
    expect(namesOf(gets.union(puts).distinct('Resource')).slice(2)).toEqual([
      '4: without input 1',
      '4: without input 2',
      '5: equal rows are kept',
    ]);
  });

  test('change steps that remember, bursts and merged copies', () => {
    const merged = gets.merge('TimeGenerated asc', 'Resource asc');
    const remembered = merged.scanRows({
      by: ['Resource'],
      order: ['TimeGenerated asc'],
      declare: { Seen: 0 },
      next: (row, before) => ({ Seen: iff(op(row.id_s, '=~', 'x'), op(before.Seen, '+', 1), before.Seen) }),
    });
    expect(namesOf(remembered).slice(1)).toEqual([
      '3: without the step',
      '4: iff takes its first value always',
      '4: iff takes its second value always',
      '4: =~ becomes ==',
      '4: without the key Resource',
    ]);
    const bursts = gets.burst({
      by: ['Resource'],
      order: ['TimeGenerated asc'],
      time: 'TimeGenerated',
      within: minutes(10),
      tests: (row) => [[rowsAtLeast(5), distinctAtLeast(row.id_s, 1)], [rowsAtLeast(9)]],
    });
    expect(namesOf(bursts).slice(1)).toEqual([
      '3: 10m becomes 20m',
      '3: 10m becomes 5m',
      '3: without test 1',
      '3: without test 2',
      '3: 5 becomes 6',
      '3: 5 becomes 4',
      '3: 1 becomes 2',
      '3: 9 becomes 10',
      '3: 9 becomes 8',
      '3: without alternative 1',
      '3: without alternative 2',
      '3: without the key Resource',
    ]);
    const opened = gets.burst({
      by: [],
      order: ['TimeGenerated asc'],
      time: 'TimeGenerated',
      within: minutes(10),
      tests: () => [[rowsAtLeast(1)]],
      opens: (row) => isempty(row.id_s),
    });
    expect(namesOf(opened).slice(1)).toEqual([
      '3: 10m becomes 20m',
      '3: 10m becomes 5m',
      '3: 1 becomes 2',
      '3: any row opens a burst',
    ]);
    for (const { node } of [remembered, bursts, opened])
      for (const { plan } of mutantsOf(node)) expect(runPlan({ node: plan }, []).rows).toEqual([]);
  });

  test('change a step that is read twice everywhere, and once in the list', () => {
    const joined = gets.join('leftsemi', gets, on('Resource'));
    const mutants = mutantsOf(joined.node);
    expect(mutants.map(({ name }) => name)).toEqual(['2: without the step', '3: leftsemi becomes leftanti']);
    const [mutant] = mutants;
    expect(mutant!.plan).toMatchObject({ left: { kind: 'scan' }, right: { kind: 'scan' } });
  });

  test('leave out what other detections have too: steps, and expressions of some size', () => {
    const listed = (row: { readonly OperationName: Expression<'string'> }) =>
      op(row.OperationName, 'in', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k']);
    const own = gets.where((row) => op(listed(row), 'and', op(row.id_s, '=~', 'x')));
    const other = azureDiagnostics
      .where('OperationName', '==', 'SecretGet')
      .extend((row) => ({ known: listed(row) }));
    const names = mutantsOf(own.node, sharedWith([other.node])).map(({ name }) => name);
    expect(names).toEqual([
      '3: without the step',
      '3: without id_s =~ "x"',
      '3: without OperationName in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")',
      '3: =~ becomes ==',
    ]);
  });

  test.each(
    published.map(({ id, plan }) => [id, plan] as const),
  )('of %s have its columns, and run', (_, plan) => {
    const mutants = mutantsOf(plan);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    for (const { plan: changed } of mutants) {
      expect(changed.columns.map(({ name, type }) => [name, type])).toEqual(
        plan.columns.map(({ name, type }) => [name, type]),
      );
      expect(scanRequest([changed], [], noon).columns.length).toBeGreaterThan(0);
      expect(runPlan({ node: changed }, []).rows.length).toBeLessThanOrEqual(1);
      expect(toKql(changed)).not.toBe(toKql(plan));
    }
  });
});
