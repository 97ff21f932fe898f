import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportJunit } from '../../src/cli/test/report-junit.js';
import { parseTestFile } from '../../src/testing/parse-test-file.js';
import { patched } from '../support/patches.js';

const text = 'detection: tests/patched\ntests: [{name: x, records: [{vaultPatch: {}}], fires: true}]\n';
const file = parseTestFile(text, 'a.test.yaml', [patched]);

const xml = (name: string, message: string): string => {
  const test = { ...file.tests[0]!, name };
  const tests = [{ status: 'broken', message, test, took: 1 } as const];
  const files = [
    { path: name, broken: message },
    { path: 'a.test.yaml', broken: null, file, tests },
  ];
  return [...reportJunit({ files, untested: [], scores: null }, 0)].join('');
};

/** What may stand in a JUnit file of ours: tags with quoted attributes, and text in which every `&` begins an entity. */
const document =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n(?:<\/?[a-z-]+(?: [a-z]+="(?:[^<>&"]|&(?:amp|lt|gt|quot);)*")*\/?>|[^<>&]|&(?:amp|lt|gt|quot);)*$/;
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

test('JUnit files stay well formed whatever stands in names and messages', () => {
  const anything = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
    .map((units) => String.fromCharCode(...units));
  const hostile = fc.constantFrom(
    '"/><testcase name="x',
    ']]>',
    '&amp;',
    '<!--',
    '\u0000\u001b[2J',
    '\ud800',
    '\ufffe',
  );
  const text = fc.oneof(anything, hostile);
  fc.assert(
    fc.property(text, text, (name, message) => {
      const written = xml(name, message);
      expect(written).toMatch(document);
      expect(forbidden.test(written)).toBe(false);
      expect(written.match(/<testcase /g)).toHaveLength(2);
    }),
  );
});
