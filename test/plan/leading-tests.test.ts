import { describe, expect, test } from 'vitest';
import {
  ago,
  azureDiagnostics,
  bin,
  by,
  count,
  datetime,
  days,
  dynamic,
  hours,
  now,
  on,
  op,
  type Query,
  startofday,
  strcat,
} from '../../src/index.js';
import { leadingTests } from '../../src/plan/leading-tests.js';
import { type Instant, parseIso } from '../../src/records/instant.js';
import type { ColumnTest, OnceColumn } from '../../src/records/scan.js';
import type { Columns } from '../../src/records/schema.js';
import { missing } from '../../src/records/value.js';
import { place } from '../support/rows.js';
import { runPlan } from '../support/run-plan.js';

const clock = parseIso('2026-04-30T12:00:00Z') as Instant;
const at = (iso: string) => parseIso(iso) as Instant;
type HasNode = { readonly node: Query<Columns>['node'] };

const wholeAlternatives = (...queries: readonly HasNode[]) =>
  leadingTests(
    queries.map(({ node }) => node),
    clock,
  );

const alternatives = (...queries: readonly HasNode[]) =>
  wholeAlternatives(...queries).map(({ tests }) => tests);

/** The tests of the one alternative that a query begins with. */
function tests(query: HasNode): readonly ColumnTest[] {
  const [only, ...others] = alternatives(query);
  expect(others).toEqual([]);
  return only!;
}

const meeting = expect.objectContaining({ column: 'Level', op: 'meets', condition: 'Level has "x"' });
const vaults: ColumnTest = { column: 'ResourceType', op: '==', value: 'VAULTS' };

describe('conditions that a scan can test', () => {
  test.each<[string, HasNode, readonly ColumnTest[]]>([
    ['equal text', azureDiagnostics.where('ResourceType', '==', 'VAULTS'), [vaults]],
    [
      'equal text, sides exchanged',
      azureDiagnostics.where((row) => op('VAULTS', '==', row.ResourceType)),
      [vaults],
    ],
    [
      'a list',
      azureDiagnostics.where('Level', 'in', ['a', 'b']),
      [{ column: 'Level', op: 'in', values: ['a', 'b'] }],
    ],
    [
      'a dynamic list',
      azureDiagnostics.where('Level', 'in', dynamic(['a', 'b'])),
      [{ column: 'Level', op: 'in', values: ['a', 'b'] }],
    ],
    [
      'filled',
      azureDiagnostics.where('DurationMs', 'isnotempty'),
      [{ column: 'DurationMs', op: 'isnotempty' }],
    ],
    [
      'not null',
      azureDiagnostics.where('DurationMs', 'isnotnull'),
      [{ column: 'DurationMs', op: 'isnotempty' }],
    ],
    [
      'not the empty text',
      azureDiagnostics.where('Level', '!=', ''),
      [{ column: 'Level', op: 'isnotempty' }],
    ],
    [
      'later than a literal',
      azureDiagnostics.where('TimeGenerated', '>', datetime('2026-01-01')),
      [{ column: 'TimeGenerated', op: '>', value: at('2026-01-01T00:00:00Z') }],
    ],
    [
      'later than ago, sides exchanged',
      azureDiagnostics.where((row) => op(ago(days(1)), '<=', row.TimeGenerated)),
      [{ column: 'TimeGenerated', op: '>=', value: at('2026-04-29T12:00:00Z') }],
    ],
    [
      'clock arithmetic',
      azureDiagnostics.where('TimeGenerated', '<', op(op(now(), '-', days(1)), '+', hours(1))),
      [{ column: 'TimeGenerated', op: '<', value: at('2026-04-29T13:00:00Z') }],
    ],
    [
      'a rounded clock',
      azureDiagnostics.where('TimeGenerated', '>=', bin(now(), days(1))),
      [{ column: 'TimeGenerated', op: '>=', value: at('2026-04-30T00:00:00Z') }],
    ],
    [
      'between two instants',
      azureDiagnostics.where('TimeGenerated', 'between', [ago(days(30)), ago(days(1))]),
      [
        { column: 'TimeGenerated', op: '>=', value: at('2026-03-31T12:00:00Z') },
        { column: 'TimeGenerated', op: '<=', value: at('2026-04-29T12:00:00Z') },
      ],
    ],
    [
      'between an instant and a timespan',
      azureDiagnostics.where('TimeGenerated', 'between', [ago(days(30)), days(29)]),
      [
        { column: 'TimeGenerated', op: '>=', value: at('2026-03-31T12:00:00Z') },
        { column: 'TimeGenerated', op: '<=', value: at('2026-04-29T12:00:00Z') },
      ],
    ],
    [
      'conditions joined by and',
      azureDiagnostics.where((row) =>
        op(
          op(row.ResourceType, '==', 'VAULTS'),
          'and',
          op(op(row.Level, 'has', 'x'), 'and', op(row.Category, '==', 'A')),
        ),
      ),
      [vaults, meeting, { column: 'Category', op: '==', value: 'A' }],
    ],
  ])('%s', (_, query, expected) => {
    expect(tests(query)).toEqual(expected);
  });

  test.each<[string, HasNode]>([
    ['what a missing cell meets: the empty text', azureDiagnostics.where('Level', '==', '')],
    ['a list with the empty text', azureDiagnostics.where('Level', 'in', ['a', ''])],
    ['not equal', azureDiagnostics.where('Level', '!=', 'a')],
    ['empty', azureDiagnostics.where('Level', 'isempty')],
    ['a text that is never null', azureDiagnostics.where('Level', 'isnotnull')],
    ['letter case aside', azureDiagnostics.where('Level', '=~', 'a')],
    [
      'conditions joined by or',
      azureDiagnostics.where((row) => op(op(row.Level, '==', 'a'), 'or', op(row.Level, '==', 'b'))),
    ],
    ['a computed column', azureDiagnostics.where((row) => op(strcat(row.Level, 'x'), '==', 'ax'))],
  ])('any other on one text column, by its values: %s', (_, query) => {
    const [test, ...others] = tests(query);
    expect([test?.op, test?.column, others]).toEqual(['meets', 'Level', []]);
    for (const value of ['', 'a', 'A', 'b', 'ax', 'x']) {
      const cells = query.node.columns.map(({ name, type }) => (name === 'Level' ? value : missing(type)));
      const { rows } = runPlan(query, [[place(1), ...cells]]);
      expect(test?.op === 'meets' && test.holds(value), value).toBe(rows.length > 0);
    }
  });

  test.each<[string, HasNode]>([
    ['numbers', azureDiagnostics.where('DurationMs', '>', 5)],
    ['a dynamic', azureDiagnostics.where('AdditionalFields', '==', 'a')],
    ['two columns', azureDiagnostics.where((row) => op(row.Level, '!=', row.Category))],
  ])('left out: %s', (_, query) => {
    expect(tests(query)).toEqual([]);
  });

  test('what depends on the clock is left out while there is none', () => {
    const query = azureDiagnostics
      .where('ResourceType', '==', 'VAULTS')
      .where('TimeGenerated', '>', ago(days(1)));
    expect(leadingTests([query.node], null).map(({ tests }) => tests)).toEqual([[vaults]]);
  });
});

describe('the steps in between', () => {
  test('names are followed through renaming, projecting and extending', () => {
    const query = azureDiagnostics
      .projectRename('Kind = ResourceType')
      .extend((row) => ({ Again: row.Kind, Fixed: 'VAULTS' }))
      .projectReorder('Again')
      .sort('TimeGenerated')
      .project('Once = Again', 'Fixed', 'Level')
      .projectAway('Level')
      .where('Once', '==', 'VAULTS')
      .where('Fixed', '==', 'VAULTS');
    expect(tests(query)).toEqual([vaults]);
  });

  test('a column that extend replaces is another column', () => {
    const query = azureDiagnostics
      .extend((row) => ({ Level: strcat(row.Level, 'x') }))
      .where('Level', '==', 'ax');
    expect(tests(query).map(({ op, column }) => [op, column])).toEqual([['meets', 'Level']]);
    const swapped = azureDiagnostics
      .extend((row) => ({ Level: row.Category, Category: row.Level }))
      .where('Level', '==', 'a');
    expect(tests(swapped)).toEqual([{ column: 'Category', op: '==', value: 'a' }]);
  });

  test('a name that renaming sets free is not taken for the old column', () => {
    const query = azureDiagnostics
      .projectRename('Other = Level')
      .projectRename('Level = Category')
      .where('Level', '==', 'a');
    expect(tests(query)).toEqual([{ column: 'Category', op: '==', value: 'a' }]);
  });

  test.each<[string, HasNode]>([
    ['top', azureDiagnostics.top(5, 'TimeGenerated').where('ResourceType', '==', 'VAULTS')],
    ['take', azureDiagnostics.take(5).where('ResourceType', '==', 'VAULTS')],
    [
      'summarize',
      azureDiagnostics
        .summarize(() => ({ N: count() }), by('ResourceType'))
        .where('ResourceType', '==', 'VAULTS'),
    ],
    ['count', azureDiagnostics.count().where('Count', '>', 5)],
  ])('nothing is seen through %s', (_, query) => {
    expect(tests(query)).toEqual([]);
  });
});

describe('alternatives', () => {
  const base = azureDiagnostics.where('ResourceType', '==', 'VAULTS');
  const level = (value: string): ColumnTest => ({ column: 'Level', op: '==', value });

  test('each use of a shared step is one', () => {
    const join = base
      .where('Level', '==', 'a')
      .project('Resource')
      .join('inner', base.where('Level', '==', 'b').project('Resource'), on('Resource'));
    expect(alternatives(join)).toEqual([
      [vaults, level('a')],
      [vaults, level('b')],
    ]);
  });

  test('those that say the same are one, and those that another implies go', () => {
    const one = base.where('Level', '==', 'a');
    expect(alternatives(one, one.project('Level'), base.where('Level', '==', 'a').count())).toEqual([
      [vaults, level('a')],
    ]);
    expect(alternatives(one, base.where('Level', '==', 'b'), base)).toEqual([[vaults]]);
    expect(alternatives(one, base.where('Category', '==', 'b'))).toHaveLength(2);
  });

  test('a use without tests wants every record', () => {
    expect(alternatives(base, azureDiagnostics.count())).toEqual([[]]);
    expect(alternatives(base, azureDiagnostics)).toEqual([[]]);
  });

  test('a plan that another is made of counts by itself', () => {
    expect(alternatives(base, base.where('Level', '==', 'a'))).toEqual([[vaults]]);
  });

  test('scans with declared columns are scans of the same table', () => {
    const declared = azureDiagnostics.declare('msg_s').where('msg_s', '==', 'x');
    expect(alternatives(base, declared)).toEqual([[vaults], [{ column: 'msg_s', op: '==', value: 'x' }]]);
  });

  test('of no plans there are none', () => {
    expect(leadingTests([], clock)).toEqual([]);
  });
});

describe('records of which only the first of their like is wanted', () => {
  const base = azureDiagnostics.where('ResourceType', '==', 'VAULTS');
  const once = (...queries: readonly HasNode[]) => wholeAlternatives(...queries).map((way) => way.once);

  test.each<[string, HasNode, readonly OnceColumn[] | null]>([
    ['those of a distinct', base.distinct('Resource', 'Level'), ['Resource', 'Level']],
    [
      'under the names of the scan',
      base.project('Vault = Resource', 'Level').distinct('Vault'),
      ['Resource'],
    ],
    [
      'by the columns that other conditions read, too',
      base.where((row) => op(row.Category, '!=', row.Level)).distinct('Resource'),
      ['Resource', 'Category', 'Level'],
    ],
    [
      'not by those that tests say all of',
      base.where((row) => op(row.Category, '!=', 'x')).distinct('Resource'),
      ['Resource'],
    ],
    ['not by times', base.distinct('TimeGenerated', 'Resource'), null],
    [
      'but by their days',
      base.extend((row) => ({ Day: startofday(row.TimeGenerated) })).distinct('Day'),
      [{ column: 'TimeGenerated', every: 864_000_000_000 }],
    ],
    ['by numbers', base.distinct('DurationMs', 'Resource'), ['DurationMs', 'Resource']],
    [
      'by what others are computed of',
      base.extend((row) => ({ a: strcat(row.Level, row.Category) })).distinct('a'),
      ['Level', 'Category'],
    ],
    [
      'by what a condition reads through others',
      base
        .extend((row) => ({ a: strcat(row.Level, row.Category) }))
        .where((row) => op(row.a, '!=', 'x'))
        .distinct('Resource'),
      ['Resource', 'Level', 'Category'],
    ],
    ['not behind a sort', base.sort('Level').distinct('Level'), null],
    ['not for other steps', base.count(), null],
  ])('%s', (_, query, columns) => {
    expect(once(query)).toEqual([columns]);
  });

  test('but where another plan wants them all', () => {
    expect(once(base.distinct('Resource'), base)).toEqual([null]);
    expect(once(base.distinct('Resource'), base.where('Level', '==', 'a'))).toEqual([['Resource'], null]);
    expect(once(base.distinct('Resource'), base.distinct('Level'))).toEqual([['Resource'], ['Level']]);
    expect(once(base.distinct('Resource'), base.project('Resource').distinct('Resource'))).toEqual([
      ['Resource'],
    ]);
  });
});

describe('the columns that are needed of a record', () => {
  const base = azureDiagnostics.where('ResourceType', '==', 'VAULTS');
  const needed = (...queries: readonly HasNode[]) =>
    wholeAlternatives(...queries).map(({ columns }) => columns.toSorted());

  test('are those that its way reads, and those that the step at its end asks for', () => {
    expect(
      needed(
        base
          .extend((row) => ({ a: strcat(row.Level, row.Category) }))
          .where((row) => op(row.a, '!=', row.Resource))
          .project('Vault = Resource', 'OperationName')
          .distinct('Vault'),
      ),
    ).toEqual([['Category', 'Level', 'Resource', 'ResourceType']]);
  });

  test('are those of every use that another stands for', () => {
    expect(needed(base.project('Resource'), base.where('Level', '==', 'a').project('Category'))).toEqual([
      ['Category', 'Level', 'Resource', 'ResourceType'],
    ]);
  });
});
