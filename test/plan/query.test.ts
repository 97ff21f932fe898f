import { describe, expect, test } from 'vitest';
import {
  ago,
  argMax,
  argMin,
  azureDiagnostics,
  bin,
  by,
  count,
  days,
  max,
  on,
  op,
  type Query,
  real,
  strcat,
} from '../../src/index.js';
import type { Columns } from '../../src/records/schema.js';

const events = azureDiagnostics.project('TimeGenerated', 'OperationName', 'Vault = Resource', 'DurationMs');

const namesOf = ({ node }: Query<Columns> | { node: Query<Columns>['node'] }) =>
  node.columns.map(({ name }) => name);
const columnsOf = ({ node }: { node: Query<Columns>['node'] }) =>
  node.columns.map(({ name, type }) => `${name} ${type}`);

/** A query as a JavaScript author sees it: no types in the way. */
interface Untyped {
  [step: string]: (...written: unknown[]) => Untyped;
}
const untyped = (query: unknown) => query as Untyped;

/** The plan of a query, which is where mistakes show. */
const built = (query: unknown) => (query as Query<Columns>).node;

describe('columns', () => {
  test('project gives them in the order of its arguments', () => {
    expect(columnsOf(events)).toEqual([
      'TimeGenerated datetime',
      'OperationName string',
      'Vault string',
      'DurationMs long',
    ]);
  });

  test('project-rename keeps the order, project-reorder and project-away do as they say', () => {
    expect(namesOf(events.projectRename('Where = Vault', 'Operation = OperationName'))).toEqual([
      'TimeGenerated',
      'Operation',
      'Where',
      'DurationMs',
    ]);
    expect(namesOf(events.projectReorder('Vault', 'OperationName'))).toEqual([
      'Vault',
      'OperationName',
      'TimeGenerated',
      'DurationMs',
    ]);
    expect(namesOf(events.projectAway('Vault'))).toEqual(['TimeGenerated', 'OperationName', 'DurationMs']);
  });

  test('extend puts new columns, and those it replaces, at the end', () => {
    const extended = events.extend((row) => ({
      OperationName: strcat(row.OperationName, '!'),
      Twice: op(row.DurationMs, '*', 2),
    }));
    expect(columnsOf(extended)).toEqual([
      'TimeGenerated datetime',
      'Vault string',
      'DurationMs long',
      'OperationName string',
      'Twice long',
    ]);
  });

  test('summarize gives the keys, then the aggregates', () => {
    const counted = events.summarize(
      (row) => ({ Last: max(row.TimeGenerated), Events: count() }),
      by('Vault', (row) => ({ Day: bin(row.TimeGenerated, days(1)) })),
    );
    expect(columnsOf(counted)).toEqual(['Vault string', 'Day datetime', 'Last datetime', 'Events long']);
  });

  test('arg_max gives the keys, the greatest value, then the rest without either', () => {
    expect(namesOf(events.summarize(argMax('TimeGenerated', '*'), by('OperationName', 'Vault')))).toEqual([
      'OperationName',
      'Vault',
      'TimeGenerated',
      'DurationMs',
    ]);
    expect(namesOf(events.summarize(argMin('DurationMs', 'Vault')))).toEqual(['DurationMs', 'Vault']);
  });

  test('distinct, count and union', () => {
    expect(namesOf(events.distinct('Vault', 'OperationName'))).toEqual(['Vault', 'OperationName']);
    expect(columnsOf(events.count())).toEqual(['Count long']);
    const other = azureDiagnostics.project('Vault = DurationMs', 'OperationName', 'Level');
    expect(columnsOf(events.union(other))).toEqual([
      'TimeGenerated datetime',
      'OperationName string',
      'Vault_string string',
      'DurationMs long',
      'Vault_long long',
      'Level string',
    ]);
  });

  test('declared columns follow the known ones, typed by suffix', () => {
    const declared = azureDiagnostics.declare('msg_s', 'until_t');
    expect(columnsOf(declared).slice(-2)).toEqual(['msg_s string', 'until_t datetime']);
  });

  test('names that JavaScript knows are ordinary', () => {
    const odd = events.project((row) => ({
      constructor: row.Vault,
      ['__proto__']: row.DurationMs,
      toString: row.OperationName,
    }));
    expect(columnsOf(odd)).toEqual(['constructor string', '__proto__ long', 'toString string']);
    expect(columnsOf(odd.project('A = __proto__'))).toEqual(['A long']);
    expect(() => built(untyped(events).where!('__proto__', 'isnotempty'))).toThrow(
      'where: there is no column "__proto__"',
    );
  });
});

describe('join', () => {
  const right = events.project('Vault', 'OperationName', 'Level = DurationMs');

  test('kinds that keep both sides number the names that are there already', () => {
    for (const kind of ['inner', 'innerunique', 'leftouter', 'rightouter', 'fullouter'] as const)
      expect(namesOf(events.join(kind, right, on('Vault')))).toEqual([
        'TimeGenerated',
        'OperationName',
        'Vault',
        'DurationMs',
        'Vault1',
        'OperationName1',
        'Level',
      ]);
  });

  test('one-sided kinds keep the columns of their side', () => {
    for (const kind of ['leftsemi', 'leftanti'] as const)
      expect(namesOf(events.join(kind, right, on('Vault')))).toEqual(namesOf(events));
    for (const kind of ['rightsemi', 'rightanti'] as const)
      expect(namesOf(events.join(kind, right, on('Vault')))).toEqual(namesOf(right));
  });

  test('a number that is taken is passed over', () => {
    const left = untyped(events.project('Vault'));
    const taken = events.project('Vault', 'Vault1 = OperationName');
    const joined = left.join!('inner', taken, on('Vault')) as unknown as Query<Columns>;
    expect(namesOf(joined)).toEqual(['Vault', 'Vault2', 'Vault1']);
    const again = untyped(joined).join!('inner', events.project('Vault'), on('Vault'));
    expect(namesOf(again as unknown as Query<Columns>)).toEqual(['Vault', 'Vault2', 'Vault1', 'Vault3']);
  });

  test('pairs of columns keep their names', () => {
    const { node } = events.join('inner', right, on({ left: 'OperationName', right: 'Vault' }));
    expect(node).toMatchObject({ kind: 'join', on: [{ left: 'OperationName', right: 'Vault' }] });
  });
});

describe('what the compiler would refuse throws at run time, naming the step', () => {
  test.each<[string, () => unknown]>([
    ['where: there is no column "opertion"', () => untyped(events).where!('opertion', '==', 'x')],
    [
      'where "OperationName": == takes no arguments of the types (string, long)',
      () => untyped(events).where!('OperationName', '==', 5),
    ],
    [
      'where "TimeGenerated": > takes no arguments of the types (datetime, long)',
      () => untyped(events).where!('TimeGenerated', '>', 17),
    ],
    [
      'where "OperationName": there is no function like',
      () => untyped(events).where!('OperationName', 'like', 'x'),
    ],
    [
      'where "OperationName": null is neither an expression nor a literal',
      () => untyped(events).where!('OperationName', '==', null),
    ],
    [
      'where: the condition is string, not bool',
      () => untyped(events).where!((row: { Vault: unknown }) => row.Vault),
    ],
    [
      'where: there is no column "Resource"',
      () => untyped(events).where!((row: { Resource: unknown }) => row.Resource),
    ],
    [
      'extend: there is no column "Resource"',
      () => untyped(events).extend!((row: { Resource: unknown }) => ({ X: row.Resource })),
    ],
    ['project: there is no column "Resource"', () => untyped(events).project!('Resource')],
    ['project: there is no column "A=Vault"', () => untyped(events).project!('A=Vault')],
    [
      'project: the column "Vault" would be there twice',
      () => untyped(events).project!('Vault', 'Vault = OperationName'),
    ],
    [
      'project-rename: the column "Vault" would be there twice',
      () => untyped(events).projectRename!('Vault = OperationName'),
    ],
    [
      'project-rename: the column "Vault" would be there twice',
      () => untyped(events).projectRename!('A = Vault', 'B = Vault'),
    ],
    ['project-away: there is no column "X"', () => untyped(events).projectAway!('X')],
    [
      'project-reorder: the column "Vault" would be there twice',
      () => untyped(events).projectReorder!('Vault', 'Vault'),
    ],
    ['distinct: there is no column "X"', () => untyped(events).distinct!('X')],
    [
      'distinct: the column "AdditionalFields" is dynamic',
      () => untyped(azureDiagnostics).distinct!('AdditionalFields'),
    ],
    ['summarize: there is no column "X"', () => untyped(events).summarize!(() => ({ N: count() }), by('X'))],
    [
      'summarize: the column "Vault" would be there twice',
      () => untyped(events).summarize!(() => ({ Vault: count() }), by('Vault')),
    ],
    [
      'summarize: the key "AdditionalFields" is dynamic',
      () => untyped(azureDiagnostics).summarize!(() => ({ N: count() }), by('AdditionalFields')),
    ],
    [
      'join, left side: there is no column "Level"',
      () => untyped(events).join!('inner', azureDiagnostics, on('Level')),
    ],
    [
      'join, right side: there is no column "Vault"',
      () => untyped(events).join!('inner', azureDiagnostics, on('Vault')),
    ],
    [
      'join: DurationMs is long on the left and Vault string on the right',
      () => untyped(events).join!('inner', events, on({ left: 'DurationMs', right: 'Vault' })),
    ],
    ['join: it needs at least one key', () => untyped(events).join!('inner', events, on())],
    ['sort: there is no column "X"', () => untyped(events).sort!('X asc')],
    ['sort: dynamic values have no order', () => untyped(azureDiagnostics).sort!('AdditionalFields')],
    ['take: -1 is no number of rows', () => events.take(-1)],
    ['top: 0.5 is no number of rows', () => events.top(0.5, 'Vault')],
    [
      'declare: the column "Resource" would be there twice',
      () => untyped(azureDiagnostics).declare!('Resource'),
    ],
    [
      'extend: 0.5 is no long: write real(0.5)',
      () => events.extend((row) => ({ Half: op(row.DurationMs, '*', 0.5) })),
    ],
  ])('%s', (message, make) => {
    expect(() => built(make())).toThrow(message);
  });

  test('nothing is built before the plan is asked for, and then once', () => {
    let times = 0;
    const query = events.where((row) => {
      times += 1;
      return op(row.Vault, '==', 'x');
    });
    const longer = query.count();
    expect(times).toBe(0);
    expect([built(longer), built(query), built(longer)]).toHaveLength(3);
    expect(times).toBe(1);
  });

  test('an expression of another query is held against the columns that are there', () => {
    let level = op('', '==', '');
    built(
      azureDiagnostics.where((row) => {
        level = op(row.Level, '==', 'x');
        return level;
      }),
    );
    expect(() => built(events.where(() => level))).toThrow('where: there is no column "Level"');
  });
});

test('a step is not changed by the steps made of it, and stays one object', () => {
  const before = events.node;
  const one = events.where('Vault', 'isnotempty');
  const other = events.where('TimeGenerated', '>', ago(days(1)));
  expect(events.node).toBe(before);
  expect(one.node).toMatchObject({ kind: 'where', input: before });
  expect(other.node).toMatchObject({ kind: 'where', input: before });
  expect(() => Object.assign(one.node, { kind: 'take' })).toThrow();
});

test('a bare number is a long, and beside a real a real', () => {
  const { node } = azureDiagnostics.where((row) => op(row.httpStatusCode_d, '<', 199.5));
  expect(node).toMatchObject({ test: { arguments: [{ kind: 'column' }, { value: 199.5, type: 'real' }] } });
  const half = azureDiagnostics.project((row) => ({
    Half: op(row.DurationMs, '*', real(0.5)),
    Whole: op(row.DurationMs, '*', 2),
  }));
  expect(columnsOf(half)).toEqual(['Half real', 'Whole long']);
});

test('sort takes directions as KQL does', () => {
  const { node } = events.sort('Vault', 'DurationMs asc', 'TimeGenerated desc nulls first');
  expect(node).toMatchObject({
    keys: [
      { order: 'desc', nulls: 'last' },
      { order: 'asc', nulls: 'first' },
      { order: 'desc', nulls: 'first' },
    ],
  });
});
