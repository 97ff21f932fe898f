import type { InferredOptionTypes, Options } from 'yargs';
import type { Detection } from '../../findings/detection.js';

/** Where a user's own detections stand. */
export const ownDetectionsOption = {
  detections: {
    type: 'string',
    describe: 'Detections of your own in this folder, beside those of vaultreplay (runs its code)',
  },
} as const satisfies { readonly [name: string]: Options };

/** All detections: those of vaultreplay, then those of the folder that `--detections` names. */
export async function withOwnDetections(
  known: readonly Detection[],
  { detections: folder }: InferredOptionTypes<typeof ownDetectionsOption>,
): Promise<readonly Detection[]> {
  if (folder === undefined) return known;
  const { loadFolder } = await import('../detections/load-folder.js');
  return [...known, ...(await loadFolder(folder, known))];
}
