import { atLeast, type Detection, severities } from '../findings/detection.js';
import { nearest } from '../records/nearest.js';
import { UsageError } from '../records/usage-error.js';
import { fitsWildcard } from '../records/wildcard.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import type { DetectionOptions } from './options/detection-options.js';
import { oneOf } from './options/one-of.js';

/** Which detections a command works with. */
export interface Selection {
  /** In the order of the list. */
  readonly selected: readonly Detection[];
  /** Those that are off and that nobody named. */
  readonly off: readonly Detection[];
}

/** The detections to run, as `chooseDetections` has them. Throws a UsageError when none is left. */
export function selectDetections(detections: readonly Detection[], options: DetectionOptions): Selection {
  const selection = chooseDetections(detections, options);
  if (selection.selected.length === 0)
    throw new UsageError('no detection is left to run: loosen --only, --except or --min-severity');
  return selection;
}

/**
 * Chooses detections: `--only` takes what it fits, on or off; without it those that are on. `--except` and `--min-severity` take away.
 * Throws a UsageError when a pattern fits no detection.
 */
export function chooseDetections(detections: readonly Detection[], options: DetectionOptions): Selection {
  const least = oneOf('--min-severity', options['min-severity'], severities);
  const only = patternsOf('--only', options.only, detections);
  const except = patternsOf('--except', options.except, detections);
  const considered = detections.filter(
    ({ id, severity }) => !fitsAny(id, except) && (least === null || atLeast(severity, least)),
  );
  const isOn = ({ id, offBecause }: Detection) =>
    only.length > 0 ? fitsAny(id, only) : offBecause === undefined;
  return {
    selected: considered.filter(isOn),
    off: only.length > 0 ? [] : considered.filter((one) => !isOn(one)),
  };
}

/** The detection of an id. Throws a UsageError with the nearest id when there is none. */
export function detectionNamed(id: string, detections: readonly Detection[]): Detection {
  const found = detections.find((one) => one.id === id);
  if (found === undefined)
    throw new UsageError(`no detection is called ${visibleExcerpt(id)}.${meant(id, detections)}`);
  return found;
}

const fitsAny = (id: string, patterns: readonly string[]) =>
  patterns.some((pattern) => fitsWildcard(id, pattern));

function patternsOf(
  option: string,
  given: readonly string[] | undefined,
  detections: readonly Detection[],
): readonly string[] {
  const patterns = (given ?? []).flatMap((text) => text.split(',')).map((text) => text.trim());
  for (const pattern of patterns)
    if (!detections.some(({ id }) => fitsWildcard(id, pattern)))
      throw new UsageError(
        `${option} ${visibleExcerpt(pattern)} fits no detection.${meant(pattern, detections)}`,
      );
  return patterns;
}

/** What somebody most likely meant by an id or a pattern that fits nothing. */
function meant(pattern: string, detections: readonly Detection[]): string {
  const ids = detections.map(({ id }) => id);
  const folder = `${pattern.replace(/\/$/, '')}/`;
  const near = ids.some((id) => id.startsWith(folder))
    ? `${folder}*`
    : (ids.find((id) => id.endsWith(`/${pattern}`)) ?? nearest(pattern, ids));
  return near === null ? ' `vaultreplay list` names them all.' : ` Did you mean ${near}?`;
}
