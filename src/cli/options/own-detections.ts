import type { Options } from 'yargs';

/** Where a user's own detections stand. A command that has this option is given them beside those of vaultreplay. */
export const ownDetectionsOption = {
  detections: {
    type: 'string',
    describe: 'Detections of your own in this folder, beside those of vaultreplay (runs its code)',
  },
} as const satisfies { readonly [name: string]: Options };
