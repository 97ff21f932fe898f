import type { Finding } from '../findings/finding.js';
import { formatInstant } from '../records/instant.js';

/** A finding as a plain object, its keys in the order of the contract; what is not known of it has no key. */
export const findingObject = (finding: Finding) => ({
  id: finding.id,
  detection: finding.detection,
  severity: finding.severity,
  time: finding.time === null ? null : formatInstant(finding.time),
  ...(finding.raisedAt !== undefined && { raisedAt: formatInstant(finding.raisedAt) }),
  title: finding.title,
  summary: finding.summary,
  entities: finding.entities,
  evidence: finding.evidence.map(({ path, line, record }) =>
    record === undefined ? { path, line } : { path, line, record },
  ),
  row: finding.row,
  ...(finding.confirms !== undefined && { confirms: finding.confirms }),
  ...(finding.confirmedBy !== undefined && { confirmedBy: finding.confirmedBy }),
  ...(finding.unconfirmed !== undefined && { unconfirmed: finding.unconfirmed }),
  ...(finding.coldStart !== undefined && { coldStart: finding.coldStart }),
});
