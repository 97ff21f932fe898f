import type { Troubles } from '../records/trouble.js';
import type { ExportInput } from './inputs/export-input.js';
import { type Shape, shapes } from './reader.js';
import type { RecordEmitter } from './record-emitter.js';

/** Numbers of rows at which ways out of Log Analytics stop, and the shapes in which those hand rows out. */
const caps: readonly { readonly rows: number; readonly way: string; readonly shapes: readonly Shape[] }[] = [
  { rows: 10_000, way: 'older portals stop', shapes: ['portal-csv', 'portal-json', 'plain-csv'] },
  { rows: 30_000, way: 'the portal stops', shapes: ['portal-csv', 'portal-json', 'plain-csv'] },
  {
    rows: 500_000,
    way: 'the query API stops',
    shapes: shapes.filter((shape) => !shape.startsWith('audit') && !shape.startsWith('data-export')),
  },
];

/** Tells when an input has exactly as many rows as a way out of Log Analytics gives at most. */
export function reportCap(
  { path, shape, kind }: ExportInput,
  { records, rejected, leftOut }: Pick<RecordEmitter, 'records' | 'rejected' | 'leftOut'>,
  troubles: Troubles,
): void {
  const rows = records + rejected + leftOut;
  const cap = caps.find((known) => known.rows === rows && known.shapes.includes(shape));
  if (cap !== undefined && kind !== 'audit event')
    troubles.add('export-cap', path, null, `exactly ${rows} rows, at which ${cap.way}: there may be more`);
}
