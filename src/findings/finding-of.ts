import type { Instant } from '../records/instant.js';
import type { Row } from '../records/row.js';
import type { InputReport } from '../records/scan.js';
import { type Detection, severityOf } from './detection.js';
import { entitiesOf } from './entities.js';
import { evidenceOf } from './evidence.js';
import type { Finding } from './finding.js';
import { fingerprint } from './fingerprint.js';
import { namedCells, namedRow } from './named-row.js';

/** The finding that a row of a detection's result is. */
export function findingOf(detection: Detection, row: Row, inputs: readonly InputReport[]): Finding {
  const { columns } = detection.plan;
  const values = namedRow(columns, row);
  const cells = namedCells(columns, row);
  return {
    id: fingerprint(detection.id, cells),
    detection: detection.id,
    severity: severityOf(detection, values),
    time: values[detection.time] as Instant | null,
    title: detection.title,
    summary: detection.summary(values),
    entities: entitiesOf(detection.entities, values),
    evidence: evidenceOf(row[0], inputs),
    row: cells,
  };
}
