import type { ScanRequest } from '../../records/scan.js';
import type { Spelling } from '../cell.js';
import type { RowKind } from '../reader.js';
import { auditEvent } from './audit-event.js';
import { azkvAuditLogs } from './azkv-audit-logs.js';
import { azureDiagnosticsRow } from './azure-diagnostics-row.js';
import { tableReason } from './other-table.js';
import type { RecordFields } from './record-fields.js';
import type { NameVisitor, RecordMapping } from './record-mapping.js';

/** Maps records of a kind; `missingWord` is how the input spells a missing value. A row that names its table is of that table, whatever the kind of the others. */
export function kindMapping(
  kind: RowKind,
  fields: RecordFields,
  request: ScanRequest,
  visit: NameVisitor,
  missingWord: Spelling['missingWord'],
): RecordMapping {
  if (kind === 'audit event') return auditEvent(fields, request, visit);
  const tables = new Map<unknown, RecordMapping>([
    ['AzureDiagnostics', azureDiagnosticsRow(fields, request, visit)],
    ['AZKVAuditLogs', azkvAuditLogs(fields, request, visit, missingWord)],
  ]);
  const unnamed = tables.get(kind)!;
  const table = fields.field('Type');
  let current = unnamed;
  return {
    read: (line) => {
      const name = table();
      const mapping = name === undefined || name === null || name === '' ? unnamed : tables.get(name);
      if (mapping === undefined) return tableReason(String(name));
      current = mapping;
      return mapping.read(line);
    },
    cells: (index) => current.cells(index),
  };
}
