import { expect, test } from 'vitest';
import { configurationObject } from '../../src/reports/configuration-json.js';
import { configurationField } from '../../src/reports/text/configuration.js';
import { parseConfiguration } from '../../src/triage/configuration.js';
import { burst, plain } from '../triage/configurable.js';

const read = (text: string) => parseConfiguration(text, 'vaultreplay.yaml', [plain, burst]);

test('says what it changes, a pattern once', () => {
  const configuration = read(`
detections:
  "*": { enabled: false, parameters: { minItems: 9 } }
  extended/burst: { enabled: true, severity: low, parameters: { within: 1h, operations: [KeyGet, KeySign] } }
noise: { applications: [app-9] }`);
  expect(configurationField(configuration)).toEqual([
    'Configuration',
    'vaultreplay.yaml; * off, minItems 9; extended/burst on, severity low, within 01:00:00, operations [KeyGet, KeySign]; 1 added to the noise list',
  ]);
  expect(configurationObject(configuration)).toEqual({
    path: 'vaultreplay.yaml',
    changes: [
      { detection: 'published/plain', enabled: false, parameters: {} },
      { detection: 'extended/burst', enabled: false, parameters: { minItems: 9 } },
      {
        detection: 'extended/burst',
        enabled: true,
        severity: 'low',
        parameters: { within: '01:00:00', operations: ['KeyGet', 'KeySign'] },
      },
    ],
    noise: { applications: ['app-9'], clients: [] },
  });
});

test('that changes nothing is named all the same', () => {
  expect(configurationField(read(''))).toEqual(['Configuration', 'vaultreplay.yaml']);
});

test('names in it are text to a terminal', () => {
  const hostile = parseConfiguration('', 'a\u001b[2J.yaml', [plain]);
  expect(configurationField(hostile)[1]).toBe('a\\u001b[2J.yaml');
});
