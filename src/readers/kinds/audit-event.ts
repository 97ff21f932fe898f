import type { ScanRequest } from '../../records/scan.js';
import { excerpt } from '../excerpt.js';
import { jsonInText } from '../json/json-in-text.js';
import type { JsonObject } from '../recognise/json-outline.js';
import { eventFault } from './event-fault.js';
import { columnOfField, isAuditCategory, isKeyVaultResource, repeatedFields } from './event-fields.js';
import { FlatField, FlatRow } from './flatten.js';
import { ownField, type RecordFields } from './record-fields.js';
import type { NameVisitor, RecordMapping } from './record-mapping.js';
import { resourceColumns, resourceParts } from './resource-id.js';

/** Flattens raw audit events, as a diagnostic setting writes them, into rows of `AzureDiagnostics`. */
export function auditEvent(fields: RecordFields, request: ScanRequest, visit: NameVisitor): RecordMapping {
  const row = new FlatRow(request, visit);
  const top = new FlatField('');
  const columns = new Map([...columnOfField].map(([field, name]) => [field, row.column(name)]));
  const parts = resourceColumns.map((name) => [name, row.column(name)] as const);
  const type = row.column('Type');

  const take = (key: string, value: unknown) => {
    const column = columns.get(key);
    if (column !== undefined) row.set(column, value);
    else if (key === 'resourceId') {
      const resource = resourceParts(String(value));
      for (const [name, part] of parts) row.set(part, resource[name]);
    } else if (key === 'identity') row.add(row.child(top, key), jsonInText(value));
    // One leading `properties.` is dropped, and no other.
    else if (key === 'properties' && typeof value === 'object' && !Array.isArray(value)) row.add(top, value);
    else if (!repeatedFields.has(key)) row.add(row.child(top, key), value);
  };

  return {
    read: () => {
      const event = fields.object();
      const foreign = foreignness(event);
      if (foreign !== null) return foreign;
      row.begin();
      for (const key in event) if (event[key] !== null && event[key] !== undefined) take(key, event[key]);
      row.set(type, 'AzureDiagnostics');
      return null;
    },
    cells: (index) => row.cells[index],
  };
}

/** What an event is when it is no audit event of Key Vault; null when it is one. */
export function foreignness(event: Readonly<Record<string, unknown>>): string | null {
  const category = ownField(event, 'category');
  const resourceId = ownField(event, 'resourceId');
  if (!isAuditCategory(category) || !isKeyVaultResource(resourceId))
    return (
      eventFault(new Map(Object.entries(event)) as JsonObject) ??
      `no audit event of Key Vault: category ${excerpt(category)}, resource ${excerpt(resourceId)}`
    );
  return ownField(event, 'time') === undefined && ownField(event, 'operationName') === undefined
    ? 'no event: it has neither time nor operationName'
    : null;
}
