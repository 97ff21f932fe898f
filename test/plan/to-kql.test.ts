import { describe, expect, test } from 'vitest';
import accessAddedThenRemoved from '../../detections/published/access-added-then-removed.js';
import firewallAllowAll from '../../detections/published/firewall-allow-all.js';
import newAppAccess from '../../detections/published/new-app-access.js';
import {
  abs,
  ago,
  argMin,
  azureDiagnostics,
  bin,
  by,
  caseOf,
  columnIfExists,
  count,
  datetime,
  days,
  distinctAtLeast,
  dynamic,
  guid,
  hours,
  inside,
  int,
  isnotempty,
  long,
  makeSet,
  minutes,
  negate,
  not,
  nullOf,
  on,
  op,
  parseJson,
  real,
  rowsAtLeast,
  seconds,
  ticks,
  timespan,
} from '../../src/index.js';
import { expressionToKql } from '../../src/plan/expression-to-kql.js';
import { stepText } from '../../src/plan/step-to-kql.js';
import { toKql } from '../../src/plan/to-kql.js';
import { type Expression, nodeOf, type Operand } from '../../src/plan/typed-expression.js';

const kql = (operand: Operand) => expressionToKql(nodeOf(operand));

describe('the published detections', () => {
  test('firewall-allow-all', () => {
    expect(toKql(firewallAllowAll.plan)).toBe(`\
AzureDiagnostics
| where ResourceType == "VAULTS"
| where ResultType == "Success"
| where OperationName == "VaultPatch"
| where properties_networkAcls_defaultAction_s == "Deny"
| project TimeGenerated, SubscriptionId, VaultName = Resource, ExistingACL = properties_networkAcls_defaultAction_s
| join kind=inner (
    AzureDiagnostics
    | where ResourceType == "VAULTS"
    | where ResultType == "Success"
    | where OperationName == "VaultPatch"
    | project-rename NewACL = properties_networkAcls_defaultAction_s, VaultName = Resource
    | summarize arg_max(TimeGenerated, *) by VaultName, NewACL
  ) on VaultName
| where ExistingACL != NewACL
| where NewACL == "Allow"
| project DetectionTime = TimeGenerated1, VaultName, ExistingACL, NewACL, SubscriptionId, IPAddressofActor = CallerIPAddress, Actor = identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s`);
  });

  test('access-added-then-removed', () => {
    expect(toKql(accessAddedThenRemoved.plan).split('\n').slice(-5)).toEqual([
      expect.stringContaining('    | project AccessRemovedTime = TimeGenerated, KeyVaultName = Resource, '),
      '  ) on KeyVaultName',
      '| extend TimeDelta = abs(AccessAddedTime - AccessRemovedTime)',
      '| where TimeDelta < 10m',
      '| project KeyVaultName, AccessAddedTime, AddedActor, UserObjectAdded, KeyAccessAdded, SecretAccessAdded, CertAccessAdded, AccessRemovedTime, RemovedActor, UserObjectRemoved, KeyAccessRemoved, SecretAccessRemoved, CertAccessRemoved, TimeDelta',
    ]);
  });

  test('new-app-access', () => {
    expect(toKql(newAppAccess.plan)).toBe(`\
AzureDiagnostics
| where ResourceType == "VAULTS"
| where ResultType == "Success"
| where TimeGenerated > ago(1d)
| project-rename KeyVaultName = Resource, AppId = identity_claim_appid_g
| join kind=inner (
    AzureDiagnostics
    | where ResourceType == "VAULTS"
    | where ResultType == "Success"
    | where OperationName in ("SecretGet", "KeyGet", "VaultGet")
    | where isnotempty(identity_claim_appid_g)
    | where TimeGenerated between (ago(30d) .. ago(1d))
    | project-rename KeyVaultName = Resource, AppId = identity_claim_appid_g
    | distinct KeyVaultName, AppId
    | join kind=rightanti (
        AzureDiagnostics
        | where ResourceType == "VAULTS"
        | where ResultType == "Success"
        | where OperationName in ("SecretGet", "KeyGet", "VaultGet")
        | where isnotempty(identity_claim_appid_g)
        | where TimeGenerated > ago(1d)
        | project-rename KeyVaultName = Resource, AppId = identity_claim_appid_g
        | distinct KeyVaultName, AppId
      ) on KeyVaultName, AppId
  ) on KeyVaultName, AppId
| project TimeGenerated, AppId, ResourceGroup, SubscriptionId, KeyVaultName, KeyVaultTarget = id_s, OperationName`);
  });
});

describe('literals', () => {
  test.each<[Operand, string]>([
    ['plain', '"plain"'],
    ['say "no"\\\n\t', '"say \\"no\\"\\\\\\n\\t"'],
    ['\u2028\u0085\u0007', '"\\u2028\\u0085\\u0007"'],
    ['größe 🔑', '"größe 🔑"'],
    [true, 'true'],
    [-5, '-5'],
    [9007199254740993n, '9007199254740993'],
    [long(7), '7'],
    [int(7), 'int(7)'],
    [real(0.5), '0.5'],
    [real(200), '200.0'],
    [real(1e21), 'real(1e+21)'],
    [real(Number.NaN), 'real(nan)'],
    [real(Number.NEGATIVE_INFINITY), 'real(-inf)'],
    [days(30), '30d'],
    [hours(36), '36h'],
    [minutes(90), '90m'],
    [seconds(0.5), '500ms'],
    [ticks(1), 'timespan(00:00:00.0000001)'],
    [ticks(0), 'timespan(00:00:00)'],
    [days(-1), 'timespan(-1.00:00:00)'],
    [timespan('1.12:30:55.1230000'), '131455123ms'],
    [datetime('2026-04-30T12:00:00.1234567Z'), 'datetime(2026-04-30T12:00:00.1234567Z)'],
    [guid('5F0B1A2C111122223333444455556666'), 'guid(5f0b1a2c-1111-2222-3333-444455556666)'],
    [dynamic(['a', { b: null }]), 'dynamic(["a",{"b":null}])'],
    [nullOf('long'), 'long(null)'],
  ])('%o', (value, expected) => {
    expect(kql(value)).toBe(expected);
  });
});

describe('expressions', () => {
  const printed = (
    make: (row: {
      a: Expression<'long'>;
      b: Expression<'long'>;
      c: Expression<'bool'>;
      d: Expression<'bool'>;
      e: Expression<'bool'>;
      t: Expression<'datetime'>;
      j: Expression<'dynamic'>;
      s: Expression<'string'>;
    }) => Operand,
  ) => {
    let text = '';
    const { node } = azureDiagnostics
      .project((row) => ({
        a: row.DurationMs,
        b: row.DurationMs,
        c: true,
        d: true,
        e: true,
        t: row.TimeGenerated,
        j: row.AdditionalFields,
        s: row.Level,
      }))
      .where((row) => {
        text = kql(make(row));
        return true;
      });
    expect(node.kind).toBe('where');
    return text;
  };

  test.each<[string, Parameters<typeof printed>[0]]>([
    ['a - b - 1', ({ a, b }) => op(op(a, '-', b), '-', 1)],
    ['a - (b - 1)', ({ a, b }) => op(a, '-', op(b, '-', 1))],
    ['(a + b) * 2', ({ a, b }) => op(op(a, '+', b), '*', 2)],
    ['a + b * 2', ({ a, b }) => op(a, '+', op(b, '*', 2))],
    ['a - -5', ({ a }) => op(a, '-', -5)],
    ['-(a + b)', ({ a, b }) => negate(op(a, '+', b))],
    ['-(-a)', ({ a }) => negate(negate(a))],
    ['c or d and e', ({ c, d, e }) => op(c, 'or', op(d, 'and', e))],
    ['(c or d) and e', ({ c, d, e }) => op(op(c, 'or', d), 'and', e)],
    ['c and (d and e)', ({ c, d, e }) => op(c, 'and', op(d, 'and', e))],
    ['not(c or d)', ({ c, d }) => not(op(c, 'or', d))],
    ['a + 1 > b and c', ({ a, b, c }) => op(op(op(a, '+', 1), '>', b), 'and', c)],
    ['(a > b) == c', ({ a, b, c }) => op(op(a, '>', b), '==', c)],
    ['a in (1, b + 1)', ({ a, b }) => op(a, 'in', [1, op(b, '+', 1)])],
    ['t !between (ago(1d) .. 1h)', ({ t }) => op(t, '!between', [ago(days(1)), hours(1)])],
    ['s !has_cs "x"', ({ s }) => op(s, '!has_cs', 'x')],
    ['tostring(j["a b"][0]) == "x"', ({ j }) => op(inside(j, 'a b', 0), '==', 'x')],
    ['abs(a - b)', ({ a, b }) => abs(op(a, '-', b))],
    [
      'case(c, "x", d, "y", s)',
      ({ c, d, s }) =>
        caseOf(
          [
            [c, 'x'],
            [d, 'y'],
          ],
          s,
        ),
    ],
    ['todouble(a) * 0.5', ({ a }) => op(a, '*', real(0.5))],
  ])('%s', (expected, make) => {
    expect(printed(make)).toBe(expected);
  });
});

describe('steps', () => {
  const events = azureDiagnostics.project('TimeGenerated', 'Resource', 'DurationMs');

  test.each([
    ['project A = Resource, DurationMs', events.project('A = Resource', 'DurationMs')],
    ['project-away Resource', events.projectAway('Resource')],
    ['project-reorder Resource', events.projectReorder('Resource')],
    ['distinct Resource, DurationMs', events.distinct('Resource', 'DurationMs')],
    [
      'sort by Resource desc, DurationMs asc nulls last',
      events.sort('Resource', 'DurationMs asc nulls last'),
    ],
    ['top 5 by TimeGenerated desc', events.top(5, 'TimeGenerated')],
    [`project ['a"b\\'c\\\\'] = Resource`, events.project((row) => ({ 'a"b\'c\\': row.Resource }))],
    ['take 5', events.take(5)],
    ['count', events.count()],
    ['summarize N = count()', events.summarize(() => ({ N: count() }))],
    [
      'summarize Names = make_set(Resource, 10) by Resource, Day = bin(TimeGenerated, 1d)',
      events.summarize(
        (row) => ({ Names: makeSet(row.Resource, 10) }),
        by('Resource', (row) => ({ Day: bin(row.TimeGenerated, days(1)) })),
      ),
    ],
    ['summarize arg_min(DurationMs, Resource)', events.summarize(argMin('DurationMs', 'Resource'))],
    [
      'summarize arg_min(DurationMs, *) by Resource',
      events.summarize(argMin('DurationMs', '*'), by('Resource')),
    ],
    [
      'join kind=leftouter on Resource, $left.DurationMs == $right.Ms',
      events.join(
        'leftouter',
        events.project('Resource', 'Ms = DurationMs'),
        on('Resource', { left: 'DurationMs', right: 'Ms' }),
      ),
    ],
    [
      "extend ['odd name'] = \"x\", ['by'] = isnotempty(Resource)",
      events.extend((row) => ({ 'odd name': 'x', by: isnotempty(row.Resource) })),
    ],
  ])('%s', (expected, { node }) => {
    expect(stepText(node)).toBe(expected);
  });

  test('a union prints its inputs in parentheses', () => {
    expect(toKql(azureDiagnostics.take(1).union(azureDiagnostics.take(2)).count().node)).toBe(`\
AzureDiagnostics
| take 1
| union
  (
    AzureDiagnostics
    | take 2
  )
| count`);
  });
});

describe('steps over sequences', () => {
  const events = azureDiagnostics.project('TimeGenerated', 'Resource', 'id_s');

  test('merge is a summarize that takes any copy, in the order of its keys', () => {
    expect(toKql(events.merge('TimeGenerated asc', 'Resource asc').node)).toBe(`\
AzureDiagnostics
| project TimeGenerated, Resource, id_s
| summarize take_any(*) by TimeGenerated, Resource
| sort by TimeGenerated asc, Resource asc`);
  });

  test('scan-rows is a scan of one step, in each partition', () => {
    const scanned = events.scanRows({
      by: ['Resource'],
      order: ['TimeGenerated asc'],
      declare: { Last: '', Seen: 0 },
      next: (_, before) => ({ Last: before.id_s, Seen: op(before.Seen, '+', 1) }),
    });
    expect(toKql(scanned.node)).toBe(`\
AzureDiagnostics
| project TimeGenerated, Resource, id_s
| partition hint.strategy=native by Resource (
    sort by TimeGenerated asc
    | scan declare (Last: string = "", Seen: long = 0) with (step s: true => Last = s.id_s, Seen = s.Seen + 1;)
  )`);
  });

  test('a scan by several keys parts by one that is made of them, one by none does not part', () => {
    const scanned = (by: readonly ('Resource' | 'id_s')[]) =>
      events.scanRows({
        by,
        order: ['TimeGenerated asc'],
        declare: { Seen: 0 },
        next: (_, before) => ({ Seen: op(before.Seen, '+', 1) }),
      });
    const lines = toKql(scanned(['Resource', 'id_s']).node).split('\n');
    expect(lines.slice(2, 4)).toEqual([
      '| extend PartitionKey = tostring(pack_array(Resource, id_s))',
      '| partition hint.strategy=native by PartitionKey (',
    ]);
    expect(lines.at(-1)).toBe('| project-away PartitionKey');
    expect(toKql(scanned([]).node).split('\n')[2]).toBe('| sort by TimeGenerated asc');
  });

  test('lookup and mv-expand have their own words', () => {
    const more = events.project('Resource', 'More = id_s');
    expect(toKql(events.lookup(more, on('Resource')).node)).toContain('| lookup kind=leftouter (');
    const expanded = events.extend((row) => ({ Part: parseJson(row.id_s) })).mvExpand('Part', 'string');
    expect(toKql(expanded.node)).toContain('| mv-expand Part to typeof(string)');
  });

  test('a column that may be missing is asked for', () => {
    const guarded = azureDiagnostics.project((row) => ({ Id: columnIfExists(row.id_s) }));
    expect(toKql(guarded.node)).toContain('project Id = column_ifexists("id_s", "")');
  });

  test('a burst is the windows that pass, each taken where it begins behind the burst before', () => {
    const bursts = events.burst({
      by: ['Resource'],
      order: ['TimeGenerated asc'],
      time: 'TimeGenerated',
      within: minutes(10),
      tests: (row) => [[rowsAtLeast(5), distinctAtLeast(row.id_s, 2)], [rowsAtLeast(9)]],
    });
    expect(stepText(bursts.node)).toBe(
      'burst of TimeGenerated within 10m by Resource where count() >= 5 and count_distinct(id_s) >= 2 or count() >= 9',
    );
    expect(toKql(bursts.node)).toBe(`\
AzureDiagnostics
| project TimeGenerated, Resource, id_s
| sort by Resource asc, TimeGenerated asc
| extend BurstRow = row_number()
| as hint.materialized=true BurstRows
| project Resource, BurstFirst = BurstRow, BurstStart = TimeGenerated
| join kind=inner BurstRows on Resource
| where BurstRow >= BurstFirst and TimeGenerated <= BurstStart + 10m
| project Resource, BurstFirst, BurstStart, BurstLast = BurstRow
| join kind=inner BurstRows on Resource
| where BurstRow between (BurstFirst .. BurstLast)
| summarize BurstCount0 = count(), BurstCount1 = count_distinct(id_s), BurstCount2 = count() by Resource, BurstFirst, BurstStart, BurstLast
| extend BurstPasses = (BurstCount0 >= 5 and BurstCount1 >= 2) or (BurstCount2 >= 9)
| summarize BurstDetected = minif(BurstLast, BurstPasses), BurstEnd = max(BurstLast) by Resource, BurstFirst, BurstStart
| where isnotnull(BurstDetected)
| sort by BurstFirst asc
| scan declare (BurstUntil: long = 0, BurstTaken: bool = false) with (step s: true => BurstTaken = BurstFirst > s.BurstUntil, BurstUntil = iff(BurstFirst > s.BurstUntil, BurstEnd, s.BurstUntil);)
| where BurstTaken
| join kind=inner BurstRows on Resource
| where BurstRow between (BurstFirst .. BurstEnd)
| extend BurstDetects = BurstRow == BurstDetected
| project TimeGenerated, Resource, id_s, BurstStart, BurstDetects`);
  });

  test('a burst that only some rows open counts those that come later', () => {
    const bursts = events.burst({
      by: ['Resource'],
      order: ['TimeGenerated asc', 'id_s asc'],
      time: 'TimeGenerated',
      within: minutes(10),
      tests: () => [[rowsAtLeast(5)]],
      opens: (row) => op(row.id_s, '==', ''),
    });
    expect(stepText(bursts.node)).toBe(
      'burst of TimeGenerated within 10m by Resource after id_s == "" where count() >= 5',
    );
    expect(toKql(bursts.node)).toBe(`\
AzureDiagnostics
| project TimeGenerated, Resource, id_s
| extend BurstOpens = id_s == ""
| sort by Resource asc, TimeGenerated asc, BurstOpens desc, id_s asc
| extend BurstRow = row_number()
| as hint.materialized=true BurstRows
| where BurstOpens
| project Resource, BurstFirst = BurstRow, BurstStart = TimeGenerated
| join kind=inner BurstRows on Resource
| where BurstRow >= BurstFirst and TimeGenerated <= BurstStart + 10m and not(BurstOpens) and TimeGenerated > BurstStart
| project Resource, BurstFirst, BurstStart, BurstLast = BurstRow
| join kind=inner BurstRows on Resource
| where BurstRow between (BurstFirst .. BurstLast) and not(BurstOpens) and TimeGenerated > BurstStart
| summarize BurstCount0 = count() by Resource, BurstFirst, BurstStart, BurstLast
| extend BurstPasses = (BurstCount0 >= 5)
| summarize BurstDetected = minif(BurstLast, BurstPasses), BurstEnd = max(BurstLast) by Resource, BurstFirst, BurstStart
| where isnotnull(BurstDetected)
| sort by BurstFirst asc
| scan declare (BurstUntil: long = 0, BurstTaken: bool = false) with (step s: true => BurstTaken = BurstFirst > s.BurstUntil, BurstUntil = iff(BurstFirst > s.BurstUntil, BurstEnd, s.BurstUntil);)
| where BurstTaken
| join kind=inner BurstRows on Resource
| where BurstRow between (BurstFirst .. BurstEnd) and (BurstOpens or TimeGenerated > BurstStart)
| extend BurstDetects = BurstRow == BurstDetected
| project TimeGenerated, Resource, id_s, BurstStart, BurstDetects`);
  });
});
