import type { ScanRequest } from '../../records/scan.js';
import type { RecordFields } from './record-fields.js';
import type { NameVisitor, RecordMapping } from './record-mapping.js';

/** Takes rows of `AzureDiagnostics` as they are. */
export function azureDiagnosticsRow(
  fields: RecordFields,
  request: ScanRequest,
  visit: NameVisitor,
): RecordMapping {
  const readers = request.columns.map(({ name }) => fields.field(name));
  return {
    read: () => {
      fields.names(visit);
      return null;
    },
    cells: (index) => readers[index]!(),
  };
}
