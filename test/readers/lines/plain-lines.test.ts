import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFaults } from '../../../src/readers/json/json-document.js';
import { readJsonLines } from '../../../src/readers/json/json-lines.js';
import { objectIntake } from '../../../src/readers/json/object-intake.js';
import { kindMapping } from '../../../src/readers/kinds/kind-mapping.js';
import { ObjectFields } from '../../../src/readers/kinds/record-fields.js';
import { EventLines } from '../../../src/readers/lines/event-lines.js';
import { takeLineScan } from '../../../src/readers/lines/line-scan.js';
import type { PlainLines } from '../../../src/readers/lines/plain-lines.js';
import { RowLines } from '../../../src/readers/lines/row-lines.js';
import type { RowKind } from '../../../src/readers/reader.js';
import { RecordEmitter } from '../../../src/readers/record-emitter.js';
import { columnCollector, recordIntake } from '../../../src/readers/record-intake.js';
import { isoTimes } from '../../../src/readers/times/iso-times.js';
import { parseIso } from '../../../src/records/instant.js';
import type { Row } from '../../../src/records/row.js';
import type { ScanRequest } from '../../../src/records/scan.js';
import { Troubles } from '../../../src/records/trouble.js';
import { inChunks } from '../../support/bytes.js';

type Kind = Exclude<RowKind, 'AZKVAuditLogs'>;

const request: ScanRequest = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Resource', type: 'string' },
    { name: 'OperationName', type: 'string' },
    { name: 'DurationMs', type: 'long' },
    { name: 'httpStatusCode_d', type: 'real' },
    { name: 'isRbacAuthorized_b', type: 'bool' },
    { name: 'certificateProperties_nbf_t', type: 'datetime' },
    { name: 'identity_claim_oid_g', type: 'string' },
    { name: 'identity_claim_oid_s', type: 'string' },
    { name: 'identity_claim_amr_s', type: 'string' },
    { name: 'clientInfo_s', type: 'string' },
    { name: 'other_d', type: 'real' },
    { name: 'other_s', type: 'string' },
    { name: 'AdditionalFields', type: 'dynamic' },
    { name: 'Type', type: 'string' },
    { name: '_ResourceId', type: 'string' },
  ],
  always: 2,
  wanted: [
    [{ column: 'OperationName', op: 'in', values: ['VaultPatch', 'KeyGet "x"'] }],
    [
      { column: 'clientInfo_s', op: 'isnotempty' },
      { column: 'TimeGenerated', op: '>=', value: parseIso('2026-03-11T08:15:30.1234567Z')! },
    ],
  ],
};

/** Reads lines, by their bytes where that is asked for, and tells all that came of it, and how many lines were read by bytes alone. */
async function readLines(
  kind: Kind,
  text: string | Uint8Array,
  way: 'bytes' | 'parsed',
  asked = request,
  chunk = 100,
) {
  const seen: Row[] = [];
  const pushed: Row[] = [];
  const troubles = new Troubles();
  const columns = new Set<string>();
  const sink = { seen: (row: Row) => seen.push([...row]), push: (row: Row) => pushed.push(row) };
  const emitter = new RecordEmitter('x', 0, asked, sink, troubles, columns);
  emitter.spell({ missingWord: null }, () => isoTimes);
  const fields = new ObjectFields();
  const mapping = kindMapping(kind, fields, asked, columnCollector(emitter), null);
  const faults = jsonFaults(emitter);
  const take = objectIntake(fields, recordIntake(mapping, emitter), ['records'], faults.reject);
  const scan = takeLineScan()!;
  const lines = kind === 'audit event' ? new EventLines(emitter, scan) : new RowLines(emitter, scan);
  let plain = 0;
  const counted: PlainLines = {
    open: (bytes) => lines.open(bytes),
    close: () => lines.close(),
    learn: (from, end, record) => lines.learn(from, end, record),
    read: (from, end, line) => {
      const isPlain = lines.read(from, end, line);
      if (isPlain) plain += 1;
      return isPlain;
    },
  };
  const input = { path: 'x', content: () => inChunks(Buffer.from(text), chunk) };
  await readJsonLines(input, take, faults, way === 'bytes' ? counted : null);
  const { records, rejected, leftOut, earliest, latest } = emitter;
  const counts = { records, rejected, leftOut, earliest, latest };
  return { told: { seen, pushed, troubles: troubles.report(), columns: [...columns], ...counts }, plain };
}

async function expectSame(kind: Kind, text: string | Uint8Array, asked = request, chunk = 100) {
  const bytes = await readLines(kind, text, 'bytes', asked, chunk);
  expect(bytes.told).toEqual((await readLines(kind, text, 'parsed', asked, chunk)).told);
  return bytes.plain;
}

const times = [
  '2026-03-11T08:15:30.1234567Z',
  '2026-03-11T08:15:30Z',
  '2026-03-11T10:15:30+02:00',
  '2025-01-01 00:00:00',
  'x',
  '',
];
const guids = [
  'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
  'C2A4E6F80B1D4C3E9F5A7B8C9D0E1F23',
  'c2a4e6f8-0b1d-4c3e-9f5a-XXXXXXXXXXXX',
];
const texts = [
  '',
  'a',
  ' a! b',
  'äöü €',
  'say "x"',
  'tab\tline\nend',
  '\\',
  '\u0000',
  '\ud83d\ude00',
  'None',
  'true',
  '200',
  'x'.repeat(70),
  '[]',
];
const numbers = [
  '0',
  '-0',
  '7',
  '-12',
  '200.0',
  '1.50',
  '1e2',
  '1E-2',
  '123456789012345678',
  '0.1',
  '9007199254740993',
];
const words = ['true', 'false', 'null'];
const nested = [
  '[]',
  '[ ]',
  '["get","list"]',
  '[1, {"a": null}, "]"]',
  '{}',
  '{"a":1}',
  '{ "a" : { "b" : [] } }',
];
const written = (values: readonly string[]) => values.map((value) => JSON.stringify(value));

const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...written(texts)) },
  { weight: 2, arbitrary: fc.constantFrom(...written(guids), ...written(times)) },
  { weight: 2, arbitrary: fc.constantFrom(...numbers, ...words) },
  { weight: 1, arbitrary: fc.constantFrom(...nested, '"\\u00e4\\/\\b"', '"\\ud800"') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 9 }).map((text) => JSON.stringify(text)) },
);
/** Mostly one of the usual JSON texts. */
const mostly = (...usual: readonly string[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: anyValue });

type Members = readonly (readonly [name: string, value: string])[];

/** An object of some of the fields, in their order but for a few, as JSON text. */
function object(fields: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const members = Object.entries(fields).map(([name, value]) =>
    fc.option(value, { freq: 5 }).map((given) => (given === null ? [] : [[name, given] as const])),
  );
  const odd = fc.oneof(
    { weight: 12, arbitrary: fc.constant<Members>([]) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom(...Object.keys(fields), '__proto__', '0', 'constructor', 'a b', 'records', 'tab\t'),
          anyValue,
        )
        .map((member): Members => [member]),
    },
  );
  const gaps = fc.constantFrom(['', ''], ['', ''], [' ', ' '], ['', ' ']);
  return fc
    .tuple(fc.tuple(...members), odd, gaps, fc.nat(20))
    .map(([given, extra, [after = '', inside = ''], turn]) => {
      const all = [...given.flat(), ...extra];
      const turned = turn === 0 ? all.toReversed() : all;
      return `{${inside}${turned.map(([name, value]) => `${JSON.stringify(name)}:${after}${value}`).join(`,${after}`)}${inside}}`;
    });
}

const row = object({
  TimeGenerated: mostly(...written(times.slice(0, 3))),
  Resource: mostly('"KV-HARBOR-PROD"', '"KV-SCHOOL-TST"'),
  OperationName: mostly('"VaultPatch"', '"SecretGet"', '"KeyGet \\"x\\""'),
  DurationMs: mostly('41', '7'),
  httpStatusCode_d: mostly('200', '403', '200.5'),
  unasked_s: anyValue,
  isRbacAuthorized_b: mostly('true', 'false', 'null'),
  clientInfo_s: mostly('""', '"agent/1.0 (x; y)"'),
  AdditionalFields: fc.constantFrom('"{\\"a\\":1}"', '"text"', 'null', '5'),
  Type: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('"AzureDiagnostics"', '""', 'null') },
    { weight: 1, arbitrary: fc.constantFrom('"AZKVAuditLogs"', '"Syslog"', '5') },
  ),
});

const id = '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG-HARBOR/PROVIDERS/';
const claim = object({
  oid: mostly(...written(guids)),
  amr: mostly('"[\\"pwd\\"]"', '["pwd"]', '[]'),
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': mostly('"vault.admin@harbor.example"'),
});
const event = object({
  time: mostly(...written(times.slice(0, 3))),
  category: mostly('"AuditEvent"', '"AuditEvent"', '""', 'null'),
  operationName: mostly('"VaultPatch"', '"SecretGet"'),
  resultType: mostly('"Success"'),
  durationMs: mostly('"41"', '7'),
  identity: fc.oneof(
    { weight: 12, arbitrary: object({ claim }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('{}', '"{\\"claim\\":{\\"oid\\":\\"x\\"}}"', '[]', '"x"', 'null'),
    },
  ),
  properties: object({
    clientInfo: mostly('""', '"agent/1.0"', ...written(guids)),
    httpStatusCode: mostly('200', '403', '"404"'),
    isRbacAuthorized: mostly('true', '"False"'),
    other: mostly('1', '"x"', '"2026-03-11T08:15:30Z"'),
    certificateProperties: object({ nbf: mostly('"2026-03-11T08:14:12+00:00"') }),
    properties: object({ sku: object({ Family: mostly('"A"'), Capacity: fc.constant('null') }) }),
  }),
  clientInfo: fc.constantFrom('null', 'null', 'null', '"top"', '""'),
  resourceType: fc.constantFrom('"managedHSMs"', 'null'),
  resourceId: mostly(
    JSON.stringify(`${id}MICROSOFT.KEYVAULT/VAULTS/KV`),
    ...Array(6).fill(JSON.stringify(`${id}Microsoft.KeyVault/vaults/kv`)),
    `"${id}MICROSOFT.SQL/SERVERS/S"`,
  ),
});

/** A file of lines of which some are broken, and how often it is read in a row, so that its lines come again. */
const file = (record: fc.Arbitrary<string>) =>
  fc
    .array(
      fc
        .tuple(
          record,
          fc.constantFrom('\n', '\n', '\n', '\r\n', ' \n', '\n\n'),
          fc.nat(),
          fc.integer({ min: 0, max: 2_000 }),
        )
        .map(([text, end, place, noise]) => {
          const bytes = Buffer.from(text + end);
          // One line in eight has a byte that is another.
          if (noise < 256) bytes[place % bytes.length] = noise;
          return bytes;
        }),
      { minLength: 5, maxLength: 25 },
    )
    .map((lines) => Buffer.concat([...lines, ...lines]));

describe('records read out of the bytes of their lines', () => {
  test.each([
    ['AzureDiagnostics', row],
    ['audit event', event],
  ] as const)('are those that come of parsed JSON, and all else that is told: %s', async (kind, record) => {
    let lines = 0;
    let plain = 0;
    const property = fc.asyncProperty(
      file(record),
      fc.integer({ min: 1, max: 3_000 }),
      async (content, chunk) => {
        plain += await expectSame(kind, content, request, chunk);
        lines += content.toString('latin1').split('\n').length;
      },
    );
    await fc.assert(property, { numRuns: 100 });
    expect(plain / lines).toBeGreaterThan(0.1);
  });

  const plainRow = '{"TimeGenerated":"2026-03-11T08:15:30Z","Resource":"KV"}';
  const plainEvent = `{"time":"2026-03-11T08:15:30Z","category":"AuditEvent","resourceId":"${id}MICROSOFT.KEYVAULT/VAULTS/KV","properties":{"other":"x"}}`;
  const cases: readonly (readonly [what: string, kind: Kind, lines: readonly string[], plain: number])[] = [
    ['once their way is known', 'AzureDiagnostics', [plainRow, plainRow, plainRow], 2],
    ['once their way is known', 'audit event', [plainEvent, plainEvent, plainEvent], 2],
    [
      'not where a name stands twice',
      'AzureDiagnostics',
      [plainRow, plainRow.replace('}', ',"Resource":"B"}'), plainRow.replace('}', ',"Resource":"B"}')],
      0,
    ],
    [
      'not where an object and a text have one name',
      'audit event',
      [
        plainEvent,
        plainEvent.replace(/}$/, ',"properties":"x"}'),
        plainEvent.replace(/}$/, ',"properties":"x"}'),
      ],
      0,
    ],
    [
      'not where a line is broken behind a known way',
      'AzureDiagnostics',
      [plainRow, plainRow.slice(0, -1), `${plainRow}}`, plainRow.replace('"KV"', '"K\tV"')],
      0,
    ],
    [
      'not where it holds a message body',
      'audit event',
      [plainEvent, `{"records":[${plainEvent}]}`, `{"records":[${plainEvent}]}`],
      0,
    ],
    [
      'not where a row is of another table',
      'AzureDiagnostics',
      [
        plainRow,
        plainRow.replace('}', ',"Type":"Syslog"}'),
        plainRow.replace('}', ',"Type":"AZKVAuditLogs"}'),
      ],
      0,
    ],
    ['not where a time cannot be read', 'AzureDiagnostics', [plainRow, plainRow.replace('2026', 'year')], 0],
    [
      'not where a field has a value of another kind than before',
      'audit event',
      [plainEvent, plainEvent.replace('"x"', '1')],
      0,
    ],
    [
      'and counted where they are of other services',
      'audit event',
      [plainEvent, plainEvent.replace('KEYVAULT', 'STORAGE')],
      1,
    ],
  ];
  test.each(cases)('are read so %s (%s)', async (_, kind, lines, plain) => {
    expect(await expectSame(kind, lines.join('\n'), request, 1_000)).toBe(plain);
  });

  test('are read so whatever is asked of them', async () => {
    const content = Buffer.from([plainRow, plainRow, plainRow.replace('KV', ''), plainRow].join('\n'));
    const [time, resource] = request.columns;
    const always = { columns: [time!, resource!], always: 2 };
    const wantedWays: ScanRequest['wanted'][] = [
      [],
      [[]],
      [[{ column: 'Resource', op: 'isnotempty' }]],
      Array.from({ length: 40 }, (_, i) => [
        { column: 'Resource', op: '==', value: i === 35 ? 'KV' : `KV${i}` } as const,
      ]),
    ];
    for (const wanted of wantedWays)
      expect(await expectSame('AzureDiagnostics', content, { ...always, wanted })).toBe(3);
  });

  test('are read so up to the deepest that JSON.parse is asked for, in arrays and objects', async () => {
    const arrays = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const objects = (depth: number) => `${'{"o":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const values = [
      ...[1, 178, 179, 180, 181, 198, 199, 200, 201].map(arrays),
      ...[1, 18, 19, 20, 21].map(objects),
    ];
    const rows = values.map((value) => plainRow.replace('"KV"', value));
    const events = [
      ...values.map((value) => plainEvent.replace('"x"', value)),
      ...values.map((value) => plainEvent.replace('"x"', `{"p":{"q":${value}}}`)),
    ];
    await expectSame('AzureDiagnostics', [...rows, ...rows].join('\n'), request, 10_000);
    await expectSame('audit event', [...events, ...events].join('\n'), request, 10_000);
  });

  test('are as long as they may be, and begin with a mark, or break off', async () => {
    const long = (length: number) => plainRow.replace('KV', 'K'.repeat(length));
    const lines = [plainRow, plainRow, long(100_000), long(300_000), plainRow, plainRow];
    for (const end of ['', '\n', plainRow.slice(0, 20), `${plainRow},`]) {
      const content = `\ufeff${lines.join('\n')}\n${end}`;
      for (const chunk of [1_000, 70_000, 1_000_000])
        await expectSame('AzureDiagnostics', content, request, chunk);
    }
  });

  test('are read so in a file whose lines hold message bodies between them, and of more vaults than are kept in mind', async () => {
    const vaults = Array.from({ length: 10_100 }, (_, i) => plainEvent.replace('VAULTS/KV', `VAULTS/KV${i}`));
    const body = `{"records":[${plainEvent},${plainEvent}]}`;
    const lines = [plainEvent, body, plainEvent, ...vaults, body, ...vaults.slice(0, 50), plainEvent];
    expect(await expectSame('audit event', lines.join('\n'), request, 100_000)).toBe(lines.length - 3);
  });

  test('are as many as are wanted where only the first of alike ones are', async () => {
    const once = { ...request, once: [['Resource', 'OperationName'], null] };
    const operations = ['VaultPatch', 'SecretGet', 'VaultPatch'];
    const ofVault = (vault: string) =>
      [
        ...operations.map((name) => plainRow.replace('}', `,"OperationName":"${name}"}`)),
        ...operations.map((name) =>
          plainEvent.replace('"properties"', `"operationName":"${name}","properties"`),
        ),
      ].map((line) => line.replace(/KV"/, `${vault}"`));
    const [rows, events] = [
      ['KV', 'KV2', 'KV'].flatMap((vault) => ofVault(vault).slice(0, 3)),
      ['KV', 'KV2', 'KV'].flatMap((vault) => ofVault(vault).slice(3)),
    ];
    for (const [kind, lines] of [
      ['AzureDiagnostics', rows],
      ['audit event', events],
    ] as const) {
      const content = [...lines, ...lines, ...lines].join('\n');
      const [bytes, parsed] = [
        await readLines(kind, content, 'bytes', once, 10_000),
        await readLines(kind, content, 'parsed', once, 10_000),
      ];
      const { pushed, ...told } = bytes.told;
      const { pushed: all, ...others } = parsed.told;
      expect(told).toEqual(others);
      expect(pushed.length).toBeLessThan(all.length);
      const vaults = (of: readonly Row[]) => new Set(of.map((row) => row[2]));
      expect(vaults(pushed)).toEqual(vaults(all));
    }
  });

  test('may have more fields than are kept in mind', async () => {
    const wide = Array.from({ length: 300 }, (_, line) =>
      JSON.stringify({
        time: times[0],
        properties: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${line}_${i}`, i])),
      }),
    );
    await expectSame('audit event', [...wide, ...wide].join('\n'), request, 10_000);
  });
});
