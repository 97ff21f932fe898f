import { changedDetection, type Detection } from '../../src/index.js';

/** A detection that runs when it is asked for: it looks at far more of every record than the published ones do. */
export const onRequest = (detection: Detection): Detection =>
  changedDetection(detection, {
    offBecause:
      'it looks at far more of every record than the published ones do, and a run takes several times as long; --only "*" runs all',
    ...(detection.configure && { configure: (values) => onRequest(detection.configure!(values)) }),
  });
