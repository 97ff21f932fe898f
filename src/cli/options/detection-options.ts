import type { InferredOptionTypes } from 'yargs';
import { severities } from '../../findings/detection.js';

/** Options that choose detections. */
export const detectionOptions = {
  only: {
    type: 'string',
    array: true,
    describe: 'Only detections whose id fits, on or off by default: several, by comma or repeated',
  },
  except: { type: 'string', array: true, describe: 'All but detections whose id fits' },
  'min-severity': {
    type: 'string',
    describe: `Only detections of at least this severity: ${severities.join(', ')}`,
  },
} as const;

export type DetectionOptions = InferredOptionTypes<typeof detectionOptions>;
