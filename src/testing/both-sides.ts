import type { Detection } from '../findings/detection.js';
import type { FileResult } from './run-files.js';

/** What tests a detection lacks: one that fires, one that stays quiet, or both. */
export interface Untested {
  readonly detection: string;
  readonly lacks: readonly ('fires' | 'quiet')[];
}

/** The detections among these that no test sees fire, or stay quiet, whether or not its tests were run. */
export function untestedSides(
  detections: readonly Detection[],
  results: readonly FileResult[],
): readonly Untested[] {
  return detections.flatMap(({ id }) => {
    const tests = results.flatMap((result) =>
      result.broken === null && result.file.detection.id === id ? result.file.tests : [],
    );
    const lacks = (['fires', 'quiet'] as const).filter(
      (side) => !tests.some(({ expected }) => expected.kind === side),
    );
    return lacks.length === 0 ? [] : [{ detection: id, lacks }];
  });
}
