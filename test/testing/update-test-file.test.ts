import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTestFile } from '../../src/testing/parse-test-file.js';
import { runTest } from '../../src/testing/run-test.js';
import { updatedText } from '../../src/testing/update-test-file.js';
import { patched } from '../support/patches.js';

const layouts = [
  (record: string) => `detection: tests/patched
tests:
  - name: one # kept
    fires:
      - Resource: no such vault
        id_s: x
    records: [${record}]
`,
  (record: string) => `detection: tests/patched
tests:
  - quiet: true # gone
    name: one # kept
    records:
      - ${record}
`,
  (record: string) => `{detection: tests/patched, tests: [{fires: {id_s: "no such item"}, name: one, # kept
  atLeast: 1, records: [${record}]}]}
`,
];

test('an updated test passes, whatever stands in its rows, and keeps the rest of its file', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...layouts),
      fc
        .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 8 })
        .map((units) => String.fromCharCode(...units)),
      async (layout, text) => {
        const record = `{vaultPatch: {Resource: ${JSON.stringify(text)}, id_s: ${JSON.stringify(`x${text}`)}}}`;
        const file = parseTestFile(layout(record), 'a.test.yaml', [patched]);
        const failure = await runTest(file.tests[0]!);
        const updated = updatedText(file, [{ test: file.tests[0]!, failure: failure! }]);
        expect(updated).toContain('# kept');
        expect(updated).toContain(record);
        const after = parseTestFile(updated, 'a.test.yaml', [patched]);
        expect(await runTest(after.tests[0]!)).toBeNull();
      },
    ),
  );
});
