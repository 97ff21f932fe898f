import { detection } from '../../src/findings/detection.js';
import { ago, azureDiagnostics, days } from '../../src/index.js';
import type { Record } from './replayed.js';

/** What detections of the tests say about themselves. */
export const about = {
  title: 'Patched',
  description: '',
  severity: 'medium',
  tactics: [],
  techniques: [],
  source: { title: 'tests' },
  entities: {},
  summary: () => '',
  notes: [],
} as const;

/** Changes of vaults. */
export const patches = azureDiagnostics.where('OperationName', '==', 'VaultPatch');

/** Every change of a vault. */
export const patched = detection({
  ...about,
  id: 'tests/patched',
  query: patches.project('TimeGenerated', 'Resource', 'id_s'),
  time: 'TimeGenerated',
  entities: { vault: 'Resource' },
  summary: (row) => `${row.Resource} was patched`,
});

/** Changes of a vault since a day before the clock. */
export const patchedLately = detection({
  ...about,
  id: 'tests/patched-lately',
  query: patches.where('TimeGenerated', '>', ago(days(1))).project('TimeGenerated', 'Resource'),
  time: 'TimeGenerated',
});

/** The record of a change at noon of a day of April 2026. */
export const patch = (day: number, cells: Record = {}): Record => ({
  TimeGenerated: `2026-04-${String(day).padStart(2, '0')}T12:00:00.0000000Z`,
  OperationName: 'VaultPatch',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  id_s: '',
  ...cells,
});
