import { azureDiagnosticsTable } from '../records/azure-diagnostics.js';
import type { KqlType } from '../records/value.js';
import { recordKeys, subjectKeys } from './expand-record.js';
import { bareKind, recordKinds } from './record-kinds.js';
import { fileKeys, mutantScopes, survivorKeys, testKeys } from './test-file-keys.js';

type Schema = { readonly [key: string]: unknown };

const text: Schema = { type: 'string', minLength: 1 };
const whole: Schema = { type: 'integer', minimum: 1 };
const yes: Schema = { const: true };
const row: Schema = { type: 'object', minProperties: 1 };

/** What each key of a test file takes. */
const file: Record<keyof typeof fileKeys, Schema> = {
  detection: text,
  now: text,
  tests: { type: 'array', minItems: 1, items: { $ref: '#/$defs/test' } },
  mutants: { enum: mutantScopes },
  survivors: {
    type: 'array',
    items: object(survivorKeys, { mutant: text, because: text }, ['mutant', 'because']),
  },
};

const test: Record<keyof typeof testKeys, Schema> = {
  name: text,
  now: text,
  parameters: { type: 'object' },
  records: { type: 'array', minItems: 1, items: { $ref: '#/$defs/record' } },
  file: { anyOf: [text, { type: 'array', minItems: 1, items: text }] },
  fires: { anyOf: [yes, row, { type: 'array', minItems: 1, items: row }] },
  exactly: whole,
  atLeast: whole,
  quiet: yes,
};

const bare: Record<keyof typeof recordKeys, Schema> = {
  at: text,
  every: text,
  times: whole,
  extra: { type: 'object' },
};

const subject: Record<keyof typeof subjectKeys, Schema> = {
  vault: text,
  item: text,
  user: { type: ['string', 'null'] },
  application: text,
};

const cells: Record<KqlType, Schema> = {
  string: { type: ['string', 'array', 'object', 'null'] },
  long: { type: ['integer', 'null'] },
  int: { type: ['integer', 'null'] },
  real: { type: ['number', 'null'] },
  bool: { type: ['boolean', 'null'] },
  datetime: { type: ['string', 'null'] },
  timespan: { type: ['string', 'null'] },
  guid: { type: ['string', 'null'] },
  dynamic: {},
};

/** A closed object of described members. */
function object<Key extends string>(
  described: Readonly<Record<Key, string>>,
  members: Readonly<Record<Key, Schema>>,
  required: readonly Key[],
): Schema {
  const properties = Object.fromEntries(
    (Object.keys(members) as Key[]).map((key) => [key, { description: described[key], ...members[key] }]),
  );
  return { type: 'object', additionalProperties: false, required, properties };
}

/** The JSON Schema of test files, for editors. Detections may declare further columns, so it lets names with a suffix by type pass. */
export function testFileSchema(): Schema {
  const columns = Object.fromEntries(
    Object.entries(azureDiagnosticsTable.columns).map(([name, type]) => [name, cells[type]]),
  );
  const fields = (described: Readonly<Record<string, string>>, members: Readonly<Record<string, Schema>>) => {
    const { properties } = object(described, members, []) as { readonly properties: Schema };
    return {
      type: ['object', 'null'],
      additionalProperties: false,
      properties: { ...properties, ...columns },
      patternProperties: { '^[A-Za-z_]\\w*_[sbdtg]$': {} },
    };
  };
  const operation = { $ref: '#/$defs/operation' };
  const kinds = Object.fromEntries([...recordKinds.keys()].map((name) => [name, operation]));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tests of a vaultreplay detection',
    ...object(fileKeys, file, ['detection', 'tests']),
    $defs: {
      test: {
        ...object(testKeys, test, ['name']),
        allOf: [
          { oneOf: [{ required: ['records'] }, { required: ['file'] }] },
          { oneOf: [{ required: ['fires'] }, { required: ['quiet'] }] },
        ],
        dependentRequired: { exactly: ['fires'], atLeast: ['fires'] },
      },
      record: {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        additionalProperties: false,
        properties: { ...kinds, [bareKind]: fields(recordKeys, bare) },
      },
      operation: fields({ ...recordKeys, ...subjectKeys }, { ...bare, ...subject }),
    },
  };
}
