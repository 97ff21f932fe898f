import type { Options } from 'yargs';

/** Where a command's result goes and how it looks, for commands whose only forms are text and JSON. */
export const outputOptions = {
  format: { type: 'string', describe: 'text (the default) or json' },
  output: { type: 'string', describe: 'Write to this file instead of standard output' },
  'no-color': { type: 'boolean', describe: 'No colours, even on a terminal' },
} as const satisfies { readonly [name: string]: Options };

/** How loud a command that reads exports is. */
export const quietOption = {
  quiet: { type: 'boolean', describe: 'Nothing on standard error but errors' },
} as const satisfies { readonly [name: string]: Options };

/** Whether long groups of a text are shown whole. */
export const allOption = {
  all: { type: 'boolean', describe: 'Show long groups whole' },
} as const satisfies { readonly [name: string]: Options };

/** Whether trouble with the data ends a command with exit code 2. */
export const strictOption = {
  strict: {
    type: 'boolean',
    describe: 'Exit with 2, after the report, when data was damaged, cut, left out or unclear',
  },
} as const satisfies { readonly [name: string]: Options };
