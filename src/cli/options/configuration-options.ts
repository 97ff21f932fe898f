import type { InferredOptionTypes, Options } from 'yargs';

/** Options that say which configuration file changes the detections. */
export const configurationOptions = {
  config: {
    type: 'string',
    describe: 'Change detections by this file; without it by vaultreplay.yaml, where there is one',
  },
  'no-config': { type: 'boolean', describe: 'Leave vaultreplay.yaml aside' },
} as const satisfies { readonly [name: string]: Options };

/** Options that say what is known to be no attack. */
export const allowOptions = {
  allow: {
    type: 'string',
    array: true,
    describe: 'Hide findings that this allow list names, and count them; several, repeated',
  },
  'show-allowed': { type: 'boolean', describe: 'List the findings that allow lists hide' },
} as const satisfies { readonly [name: string]: Options };

export type ConfigurationOptions = Partial<InferredOptionTypes<typeof configurationOptions>>;
export type AllowOptions = Partial<InferredOptionTypes<typeof allowOptions>>;
