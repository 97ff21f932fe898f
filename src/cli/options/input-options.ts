import type { InferredOptionTypes, Options } from 'yargs';

/** Options that say how exports are to be read. */
export const inputOptions = {
  shape: { type: 'string', describe: 'Read every input as this shape instead of recognising it' },
  'local-zone': {
    type: 'string',
    describe: 'IANA zone of times that an export calls local, such as Europe/Berlin',
  },
  'date-order': {
    type: 'string',
    describe: 'dmy or mdy: order of day and month where the export leaves it open',
  },
} as const satisfies { readonly [name: string]: Options };

/** Options that say which time a replay looks at. */
export const timeOptions = {
  now: { type: 'string', describe: 'What now() and ago() mean; without it the time of the newest record' },
  from: {
    type: 'string',
    describe: 'Only findings later than this time; earlier records still count as history',
  },
  to: { type: 'string', describe: 'Only findings up to this time' },
} as const satisfies { readonly [name: string]: Options };

export type InputOptions = InferredOptionTypes<typeof inputOptions>;
export type TimeOptions = InferredOptionTypes<typeof timeOptions>;
