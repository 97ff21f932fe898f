import { createHash } from 'node:crypto';
import stringify from 'fast-json-stable-stringify';
import type { Finding } from './finding.js';

const digits = 16;

/** The id of a finding: 16 hex digits of a SHA-256 over its detection and its row. The order of columns does not matter. */
export const fingerprint = (detection: string, row: Finding['row']): string =>
  createHash('sha256')
    .update(stringify([detection, row]))
    .digest('hex')
    .slice(0, digits);
