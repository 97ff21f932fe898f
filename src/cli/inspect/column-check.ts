import { namedColumns } from '../../engine/named-columns.js';
import type { Detection } from '../../findings/detection.js';
import type { InputReport } from '../../records/scan.js';
import { compareText } from '../../records/value-order.js';

/** A column that detections read, and which. */
export interface ReadColumn {
  readonly name: string;
  readonly detections: readonly string[];
}

/** The columns that detections read, by whether any input has them; each list by name. */
export interface ColumnCheck {
  readonly present: readonly ReadColumn[];
  readonly missing: readonly ReadColumn[];
}

/** Holds what detections read against what inputs have. */
export function checkColumns(detections: readonly Detection[], inputs: readonly InputReport[]): ColumnCheck {
  const readers = new Map<string, string[]>();
  for (const { id, plan } of detections)
    for (const name of namedColumns(plan)) readers.set(name, [...(readers.get(name) ?? []), id]);
  const has = new Set(inputs.flatMap(({ columns }) => columns));
  const columns = [...readers]
    .map(([name, ids]) => ({ name, detections: ids }))
    .sort((a, b) => compareText(a.name, b.name));
  return {
    present: columns.filter(({ name }) => has.has(name)),
    missing: columns.filter(({ name }) => !has.has(name)),
  };
}
