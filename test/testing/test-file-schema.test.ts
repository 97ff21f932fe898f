import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordKeys, subjectKeys } from '../../src/testing/expand-record.js';
import { kindNames } from '../../src/testing/record-kinds.js';
import { fileKeys, testKeys } from '../../src/testing/test-file-keys.js';
import { testFileSchema } from '../../src/testing/test-file-schema.js';

test('the JSON Schema in the package is the one that the parser means', () => {
  // scripts/write-schema.mjs writes it anew.
  expect(JSON.parse(readFileSync('schemas/detection-test.schema.json', 'utf8'))).toEqual(testFileSchema());
});

test('the JSON Schema names all keys and kinds that the parser takes', () => {
  const schema = testFileSchema() as never as {
    properties: object;
    $defs: Record<'test' | 'record' | 'operation', { properties: object }>;
  };
  expect(Object.keys(schema.properties)).toEqual(Object.keys(fileKeys));
  expect(Object.keys(schema.$defs.test.properties)).toEqual(Object.keys(testKeys));
  expect(Object.keys(schema.$defs.record.properties)).toEqual(kindNames);
  expect(Object.keys(schema.$defs.operation.properties)).toEqual(
    expect.arrayContaining([...Object.keys(recordKeys), ...Object.keys(subjectKeys), 'Resource']),
  );
});
