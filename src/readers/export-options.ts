import { UsageError } from '../records/usage-error.js';
import { type ReaderOptions, type Shape, shapes } from './reader.js';
import { zoneNamed } from './times/time-zone.js';

/** How far a scan has come, in raw bytes. */
export interface Progress {
  readonly read: number;
  readonly total: number;
}

/** How exports are opened and read. What is absent is not said. */
export interface ExportOptions {
  /** One of `shapes`, which then holds for every input. */
  readonly shape?: string | undefined;
  /** The zone of times that an export calls local: an IANA name. */
  readonly localZone?: string | undefined;
  /** Order of day and month where no value decides it: `dmy` or `mdy`. */
  readonly dateOrder?: string | undefined;
  /** Whether every input is hashed, as when absent, or only those of equal size, to know copies. Hashing takes a fifth of a run. */
  readonly fingerprints?: 'all' | 'of equal sizes' | undefined;
  /** Hears how far a scan has come, after every chunk. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** What `-` reads; the standard input of the process when absent. */
  readonly standardInput?: AsyncIterable<Uint8Array> | undefined;
}

/** The shape that a user says; null when none is said. Throws a UsageError when there is no such shape. */
export function shapeNamed(name: string | undefined): Shape | null {
  if (name === undefined) return null;
  const shape = shapes.find((known) => known === name);
  if (shape === undefined)
    throw new UsageError(`no shape is called ${name}: use one of ${shapes.join(', ')}`);
  return shape;
}

/** What a user says about times, as readers take it. Throws a UsageError when it means nothing. */
export function readerOptions({ localZone, dateOrder }: ExportOptions): ReaderOptions {
  if (localZone !== undefined && zoneNamed(localZone) === null)
    throw new UsageError(`no time zone is called ${localZone}: use an IANA name such as Europe/Berlin`);
  if (dateOrder !== undefined && dateOrder !== 'dmy' && dateOrder !== 'mdy')
    throw new UsageError(`no order of dates is called ${dateOrder}: use dmy or mdy`);
  return { localZone: localZone ?? null, dateOrder: dateOrder ?? null };
}
