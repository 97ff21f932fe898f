import { expectTypeOf } from 'vitest';
import {
  abs,
  ago,
  argMax,
  avg,
  azureDiagnostics,
  bin,
  by,
  caseOf,
  coalesce,
  count,
  datetime,
  days,
  guid,
  hours,
  iff,
  inside,
  isnotempty,
  makeSet,
  max,
  minutes,
  on,
  op,
  type Query,
  real,
  strcat,
  takeAny,
  tostring,
} from '../../src/index.js';

// What the types of a query say, and what they refuse. `tsc --noEmit` checks this file; nothing in it runs.

type ColumnsOf<Q> = Q extends Query<infer C> ? C : never;

const events = azureDiagnostics.project(
  'TimeGenerated',
  'OperationName',
  'Vault = Resource',
  'DurationMs',
  'httpStatusCode_d',
  'AdditionalFields',
);

type Events = {
  readonly TimeGenerated: 'datetime';
  readonly OperationName: 'string';
  readonly Vault: 'string';
  readonly DurationMs: 'long';
  readonly httpStatusCode_d: 'real';
  readonly AdditionalFields: 'dynamic';
};

export function projectGivesItsColumns() {
  expectTypeOf<ColumnsOf<typeof events>>().toEqualTypeOf<Events>();
  const named = events.project((row) => ({ Day: bin(row.TimeGenerated, days(1)), Where: row.Vault }));
  expectTypeOf<ColumnsOf<typeof named>>().toEqualTypeOf<{
    readonly Day: 'datetime';
    readonly Where: 'string';
  }>();
  // @ts-expect-error no such column
  azureDiagnostics.project('Operation');
  // @ts-expect-error no such column to rename
  azureDiagnostics.project('Vault = Resorce');
  // @ts-expect-error the name stands twice
  azureDiagnostics.project('OperationName', 'OperationName = Resource');
}

export function renamingKeepsTheRest() {
  const renamed = events.projectRename('Where = Vault').projectAway('AdditionalFields', 'httpStatusCode_d');
  expectTypeOf<ColumnsOf<typeof renamed>>().toEqualTypeOf<{
    readonly TimeGenerated: 'datetime';
    readonly OperationName: 'string';
    readonly Where: 'string';
    readonly DurationMs: 'long';
  }>();
  // @ts-expect-error the new name is there already
  events.projectRename('OperationName = Vault');
  // @ts-expect-error a renaming needs two names
  events.projectRename('Vault');
  // @ts-expect-error no such column
  events.projectAway('Resource');
}

export function conditionsTakeValuesOfTheColumnsType() {
  events.where('OperationName', '==', 'VaultPatch').where('OperationName', 'in', ['KeyGet', 'SecretGet']);
  events.where('TimeGenerated', '>', ago(days(1))).where('TimeGenerated', 'between', [ago(days(2)), days(1)]);
  events.where('DurationMs', '>=', 1000).where('httpStatusCode_d', '!=', 200).where('Vault', 'isnotempty');
  events.where('AdditionalFields', '==', 'x').where((row) => op(row.Vault, 'has', 'prod'));
  // @ts-expect-error no such column
  events.where('opertion', '==', 'VaultPatch');
  // @ts-expect-error text is no datetime
  events.where('TimeGenerated', '>', 'yesterday');
  // @ts-expect-error a number is no datetime
  events.where('TimeGenerated', '>', 17);
  // @ts-expect-error a number is no text
  events.where('OperationName', '==', 5);
  // @ts-expect-error text has no order in conditions
  events.where('OperationName', '<', 'VaultPatch');
  // @ts-expect-error a list is no value
  events.where('OperationName', '==', ['VaultPatch']);
  // @ts-expect-error a number has no terms
  events.where('DurationMs', 'has', '17');
  // @ts-expect-error columns of different types do not compare
  events.where((row) => op(row.Vault, '==', row.TimeGenerated));
  // @ts-expect-error a text is no condition
  events.where((row) => row.Vault);
  // @ts-expect-error a guid is no text
  events.where('Vault', '==', guid('5f0b1a2c-0000-0000-0000-000000000001'));
}

export function expressionsHaveKqlsTypes() {
  const extended = events
    .project('TimeGenerated', 'DurationMs', 'httpStatusCode_d', 'Vault')
    .extend((row) => ({
      Apart: abs(op(row.TimeGenerated, '-', datetime('2026-01-01'))),
      Later: op(row.TimeGenerated, '+', hours(1)),
      Ratio: op(minutes(1), '/', minutes(2)),
      Half: op(row.DurationMs, '*', real(0.5)),
      Status: iff(isnotempty(row.Vault), row.httpStatusCode_d, 0),
      Known: coalesce(row.DurationMs, 0),
      Name: caseOf([[op(row.Vault, '==', 'a'), 'first']], row.Vault),
      DurationMs: strcat(row.Vault, 1),
      Fixed: 'text',
    }));
  expectTypeOf<ColumnsOf<typeof extended>>().toEqualTypeOf<{
    readonly TimeGenerated: 'datetime';
    readonly httpStatusCode_d: 'real';
    readonly Vault: 'string';
    readonly Apart: 'timespan';
    readonly Later: 'datetime';
    readonly Ratio: 'real';
    readonly Half: 'real';
    readonly Status: 'real';
    readonly Known: 'long';
    readonly Name: 'string';
    readonly DurationMs: 'string';
    readonly Fixed: 'string';
  }>();
  const field = events.project((row) => ({ Client: tostring(inside(row.AdditionalFields, 'client', 0)) }));
  expectTypeOf<ColumnsOf<typeof field>>().toEqualTypeOf<{ readonly Client: 'string' }>();
  // @ts-expect-error two datetimes cannot be added
  events.extend((row) => ({ X: op(row.TimeGenerated, '+', row.TimeGenerated) }));
  // @ts-expect-error a datetime has no absolute value
  events.extend((row) => ({ X: abs(row.TimeGenerated) }));
  // @ts-expect-error the branches have different types
  events.extend((row) => ({ X: iff(isnotempty(row.Vault), row.Vault, 0) }));
  // @ts-expect-error a datetime is binned by a timespan
  events.extend((row) => ({ X: bin(row.TimeGenerated, 1) }));
  // @ts-expect-error no such column
  events.extend((row) => ({ X: row.Resource }));
}

export function summarizeGivesKeysAndAggregates() {
  const counted = events.summarize(
    (row) => ({
      Events: count(),
      Operations: makeSet(row.OperationName),
      Last: max(row.TimeGenerated),
      Mean: avg(row.DurationMs),
      Some: takeAny(row.OperationName),
    }),
    by('Vault', (row) => ({ Day: bin(row.TimeGenerated, days(1)) })),
  );
  expectTypeOf<ColumnsOf<typeof counted>>().toEqualTypeOf<{
    readonly Vault: 'string';
    readonly Day: 'datetime';
    readonly Events: 'long';
    readonly Operations: 'dynamic';
    readonly Last: 'datetime';
    readonly Mean: 'real';
    readonly Some: 'string';
  }>();
  const one = events.summarize((row) => ({ Last: max(row.TimeGenerated) }));
  expectTypeOf<ColumnsOf<typeof one>>().toEqualTypeOf<{ readonly Last: 'datetime' }>();
  // @ts-expect-error no such key
  events.summarize(() => ({ Events: count() }), by('Resource'));
  // @ts-expect-error the key and an aggregate have one name
  events.summarize(() => ({ Vault: count() }), by('Vault'));
  // @ts-expect-error a dynamic has no order
  events.summarize((row) => ({ Last: max(row.AdditionalFields) }), by('Vault'));
}

export function argMaxKeepsTheRow() {
  const latest = events.summarize(argMax('TimeGenerated', '*'), by('Vault'));
  expectTypeOf<ColumnsOf<typeof latest>>().toEqualTypeOf<Events>();
  const ungrouped = events.summarize(argMax('TimeGenerated', '*'));
  expectTypeOf<ColumnsOf<typeof ungrouped>>().toEqualTypeOf<Events>();
  const some = events.summarize(
    argMax('TimeGenerated', 'OperationName'),
    by('Vault', (row) => ({ Bin: bin(row.DurationMs, 10) })),
  );
  expectTypeOf<ColumnsOf<typeof some>>().toEqualTypeOf<{
    readonly TimeGenerated: 'datetime';
    readonly OperationName: 'string';
    readonly Vault: 'string';
    readonly Bin: 'long';
  }>();
  const beside = events.summarize(argMax('TimeGenerated', 'OperationName'), by('Vault'), () => ({
    Events: count(),
  }));
  expectTypeOf<ColumnsOf<typeof beside>>().toEqualTypeOf<{
    readonly TimeGenerated: 'datetime';
    readonly OperationName: 'string';
    readonly Vault: 'string';
    readonly Events: 'long';
  }>();
  // @ts-expect-error the name of a column
  events.summarize(argMax('TimeGenerated'), by('Vault'), () => ({ OperationName: count() }));
  // @ts-expect-error no such column
  events.summarize(argMax('Time', '*'), by('Vault'));
  // @ts-expect-error no such key
  events.summarize(argMax('TimeGenerated', '*'), by('Resource'));
}

export function joinsNameColumnsAsKqlDoes() {
  const left = events.project('Vault', 'TimeGenerated');
  const right = events.project('Vault', 'TimeGenerated', 'OperationName', 'Other = Vault');
  const inner = left.join('inner', right, on('Vault'));
  expectTypeOf<ColumnsOf<typeof inner>>().toEqualTypeOf<{
    readonly Vault: 'string';
    readonly TimeGenerated: 'datetime';
    readonly Vault1: 'string';
    readonly TimeGenerated1: 'datetime';
    readonly OperationName: 'string';
    readonly Other: 'string';
  }>();
  const semi = left.join('leftsemi', right, on({ left: 'Vault', right: 'Other' }));
  expectTypeOf<ColumnsOf<typeof semi>>().toEqualTypeOf<ColumnsOf<typeof left>>();
  const anti = left.join('rightanti', right, on('Vault', 'TimeGenerated'));
  expectTypeOf<ColumnsOf<typeof anti>>().toEqualTypeOf<ColumnsOf<typeof right>>();
  // @ts-expect-error the key is missing on the left
  left.join('inner', right, on('OperationName'));
  // @ts-expect-error the keys have different types
  left.join('inner', right, on({ left: 'TimeGenerated', right: 'Other' }));
  // @ts-expect-error Vault1 is there already: rename first
  inner.join('inner', left, on('Vault'));
  // @ts-expect-error no such kind
  left.join('outer', right, on('Vault'));
}

export function otherStepsKnowTheirColumns() {
  const distinct = events.distinct('Vault', 'OperationName').sort('Vault asc', 'OperationName').take(3);
  expectTypeOf<ColumnsOf<typeof distinct>>().toEqualTypeOf<{
    readonly Vault: 'string';
    readonly OperationName: 'string';
  }>();
  const counted = events.top(5, 'TimeGenerated desc nulls first').count();
  expectTypeOf<ColumnsOf<typeof counted>>().toEqualTypeOf<{ readonly Count: 'long' }>();
  const both = events
    .project('Vault', 'X = DurationMs')
    .union(events.project('Vault', 'X = OperationName', 'DurationMs'));
  expectTypeOf<ColumnsOf<typeof both>>().toEqualTypeOf<{
    readonly Vault: 'string';
    readonly X_long: 'long';
    readonly X_string: 'string';
    readonly DurationMs: 'long';
  }>();
  // @ts-expect-error dynamic columns have no distinct values
  events.distinct('AdditionalFields');
  // @ts-expect-error dynamic columns have no order
  events.sort('AdditionalFields');
}

export function declaredColumnsAreTypedBySuffix() {
  const declared = azureDiagnostics
    .declare('msg_s', 'count_d', 'done_b', 'until_t', 'free')
    .project('msg_s', 'count_d', 'done_b', 'until_t', 'free');
  expectTypeOf<ColumnsOf<typeof declared>>().toEqualTypeOf<{
    readonly msg_s: 'string';
    readonly count_d: 'real';
    readonly done_b: 'bool';
    readonly until_t: 'datetime';
    readonly free: 'string';
  }>();
  // @ts-expect-error the column is known
  azureDiagnostics.declare('Resource');
}
