/**
 * The order of events, which depends on neither files nor lines: by time, then by what tells two events apart. Events that agree in all of
 * it are copies of one; `merge(...canonicalOrder)` makes them one with the evidence of all.
 */
export const canonicalOrder = [
  'TimeGenerated asc',
  'VaultKey asc',
  'OperationName asc',
  'Item asc',
  'CorrelationId asc',
  'requestUri_s asc',
  'id_s asc',
  'Status asc',
  'Actor asc',
  'CallerIPAddress asc',
] as const;

/** The order of events from the last to the first. */
export const reverseOrder = [
  'TimeGenerated desc',
  'VaultKey desc',
  'OperationName desc',
  'Item desc',
  'CorrelationId desc',
  'requestUri_s desc',
  'id_s desc',
  'Status desc',
  'Actor desc',
  'CallerIPAddress desc',
] as const;
