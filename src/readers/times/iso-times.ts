import { parseIso } from '../../records/instant.js';
import type { TimeReader } from '../cell.js';

/** Reads times in exports that write them in ISO form only. */
export const isoTimes: TimeReader = (text) => parseIso(text) ?? undefined;
