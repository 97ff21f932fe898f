import type { ScanRequest } from '../../records/scan.js';
import { guid, type Spelling } from '../cell.js';
import { jsonInText } from '../json/json-in-text.js';
import { type DynamicColumn, dynamicColumns, renamedColumns } from './azkv-columns.js';
import { FlatField, FlatRow } from './flatten.js';
import type { FieldReader, RecordFields } from './record-fields.js';
import type { NameVisitor, RecordMapping } from './record-mapping.js';
import { type ResourceParts, resourceColumns, resourceParts } from './resource-id.js';
import { vaultOfUri } from './vault-of-uri.js';

/** Maps rows of `AZKVAuditLogs` to the columns of `AzureDiagnostics`. No text of theirs is the word for a missing value. */
export function azkvAuditLogs(
  fields: RecordFields,
  request: ScanRequest,
  visit: NameVisitor,
  missingWord: Spelling['missingWord'],
): RecordMapping {
  const row = new FlatRow(request, visit);
  const isMissing = missingBy(missingWord);
  const dynamics = [...dynamicColumns].map(([name, column]) =>
    dynamicReader(name, column, fields, row, isMissing),
  );
  const resource = resourceReader(fields);
  const readers = request.columns.map(({ name }, slot) =>
    firstFilled(
      [
        fields.field(name),
        fields.field(sourceOf.get(name) ?? name),
        derived(name, resource),
        () => row.cells[slot],
      ],
      isMissing,
    ),
  );
  const visitMapped = mappedNames(visit);
  return {
    read: () => {
      row.begin();
      for (const flatten of dynamics) flatten();
      fields.names(visitMapped);
      return null;
    },
    cells: (index) => convert(request.columns[index]!.name, readers[index]!()),
  };
}

const sourceOf: ReadonlyMap<string, string> = new Map(
  [...renamedColumns].map(([source, name]) => [name, source]),
);

type MissingTest = (value: unknown) => boolean;

const missingBy =
  (word: Spelling['missingWord']): MissingTest =>
  (value) =>
    value === undefined || value === null || value === '' || (value === word && word !== null);

const firstFilled =
  (readers: readonly FieldReader[], isMissing: MissingTest): FieldReader =>
  () => {
    for (const read of readers) {
      const value = read();
      if (!isMissing(value)) return value;
    }
    return undefined;
  };

/** The two columns whose values are spelled otherwise here. */
function convert(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (name === 'appliedAssignmentId_g') return guid(value) ?? value;
  return name === 'SubscriptionId' ? value.toLowerCase() : value;
}

/** What a column holds that follows from the rest of the record. */
function derived(name: string, resource: () => Partial<ResourceParts>): FieldReader {
  if (name === 'Category') return () => 'AuditEvent';
  if (name === 'Type') return () => 'AZKVAuditLogs';
  const part = resourceColumns.find((column) => column === name);
  return part === undefined ? () => undefined : () => resource()[part];
}

/** Reads what is known of a record's vault: all of it by its resource id, else its name by the addresses in the record. */
function resourceReader(fields: RecordFields): () => Partial<ResourceParts> {
  const id = fields.field('_ResourceId');
  const addresses = [fields.field('Id'), fields.field('RequestUri')];
  return () => {
    const given = id();
    if (typeof given === 'string' && given.includes('/')) return resourceParts(given);
    for (const address of addresses) {
      const vault = vaultOfUri(String(address() ?? ''));
      if (vault !== null) return vault;
    }
    return {};
  };
}

/** Flattens the value of a dynamic column, an object or its JSON text, into a row. */
function dynamicReader(
  name: string,
  column: DynamicColumn,
  fields: RecordFields,
  row: FlatRow,
  isMissing: MissingTest,
): () => void {
  const read = fields.field(name);
  const { path, prefix, names = [] } = column;
  const inside = new FlatField(path, prefix, new Map(names.map((inner) => [inner.toLowerCase(), inner])));
  // An array, or text that is no JSON, has no names inside.
  const itself = path === '' ? new FlatField(name) : inside;
  return () => {
    const value = jsonInText(read());
    if (isMissing(value)) return;
    row.add(typeof value === 'object' && !Array.isArray(value) ? inside : itself, value);
  };
}

/** Visits the columns of `AzureDiagnostics` that the columns of a record fill. */
const mappedNames =
  (visit: NameVisitor): NameVisitor =>
  (name) => {
    if (dynamicColumns.has(name)) return;
    visit(renamedColumns.get(name) ?? name);
    if (name === 'TimeGenerated') for (const constant of ['Category', 'Type']) visit(constant);
    if (name === '_ResourceId') for (const part of resourceColumns) visit(part);
    if (name === 'Id' || name === 'RequestUri')
      for (const part of ['Resource', 'ResourceType', 'ResourceProvider']) visit(part);
  };
