import type { Detection } from '../findings/detection.js';
import { nearest, suggestion } from '../records/nearest.js';
import { fitsWildcard, isWildcard } from '../records/wildcard.js';
import { fault, type Place } from '../yaml/fault.js';

/** The detections of an id or a pattern. Throws a UsageError when there are none. */
export function detectionsFitting(
  pattern: string,
  at: Place,
  detections: readonly Detection[],
): readonly Detection[] {
  const found = detections.filter(({ id }) => fitsWildcard(id, pattern));
  if (found.length > 0) return found;
  const ids = detections.map(({ id }) => id);
  if (isWildcard(pattern)) throw fault(at, `${pattern} fits no detection.${suggestion(pattern, ids)}`);
  const near = ids.find((id) => id.endsWith(`/${pattern}`)) ?? nearest(pattern, ids);
  throw fault(at, `no detection is called ${pattern}.${near === null ? '' : ` Did you mean ${near}?`}`);
}
