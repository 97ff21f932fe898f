import { configurable } from '../../src/findings/configurable.js';
import { detection } from '../../src/findings/detection.js';
import { azureDiagnostics } from '../../src/plan/azure-diagnostics.js';
import { minutes } from '../../src/records/instant.js';

/** A detection with a parameter of every form. */
export const burst = configurable(
  {
    within: { type: 'timespan', default: minutes(10), description: 'How long' },
    minItems: { type: 'number', default: 5, description: 'How many' },
    share: { type: 'number', default: 0.5, description: 'Which part' },
    coldStart: { type: 'string', default: 'mark', oneOf: ['mark', 'suppress'], description: 'What then' },
    usersOnly: { type: 'boolean', default: true, description: 'Whether' },
    operations: { type: 'strings', default: ['SecretGet'], description: 'Which' },
    zone: {
      type: 'string',
      default: 'UTC',
      form: { wanted: 'the name of a zone', fits: (name) => name.startsWith('UTC') },
      description: 'Where',
    },
    prefixes: { type: 'numbers', default: [24], range: [1, 128], description: 'Which lengths' },
    lists: {
      type: 'files',
      default: [],
      faultOf: (path) => (path.endsWith('.txt') ? null : `${path}: it is no list`),
      description: 'Where from',
    },
    noiseApplications: { type: 'strings', default: ['app-0'], description: 'Whose' },
  },
  ({ minItems, operations, noiseApplications }) =>
    detection({
      id: 'extended/burst',
      title: 'Many calls',
      description: 'Many calls in a short time.',
      severity: 'medium',
      tactics: ['CredentialAccess'],
      techniques: ['T1555.006'],
      source: { title: 'a test' },
      query: azureDiagnostics.project('TimeGenerated', 'Severity = ResultType'),
      time: 'TimeGenerated',
      severityColumn: 'Severity',
      entities: {},
      summary: () => `${minItems} of ${operations.join()} without ${noiseApplications.join()}`,
      notes: [],
    }),
);

/** A detection without parameters that is off. */
export const plain = {
  ...detection({
    id: 'published/plain',
    title: 'Calls',
    description: 'Calls.',
    severity: 'low',
    tactics: [],
    techniques: [],
    source: { title: 'a test' },
    query: azureDiagnostics.project('TimeGenerated'),
    time: 'TimeGenerated',
    entities: {},
    summary: () => 'a call',
    notes: [],
    offBecause: 'it is loud',
  }),
};
