import { kindMapping } from '../kinds/kind-mapping.js';
import { ObjectFields } from '../kinds/record-fields.js';
import { EventLines } from '../lines/event-lines.js';
import { takeLineScan } from '../lines/line-scan.js';
import { bodyField, type PlainLines } from '../lines/plain-lines.js';
import { RowLines } from '../lines/row-lines.js';
import type { Reader, RowKind } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { columnCollector, recordIntake } from '../record-intake.js';
import { isoTimes } from '../times/iso-times.js';
import { jsonFaults, readJson } from './json-document.js';
import { readJsonLines } from './json-lines.js';
import { each, type Place, type TakeValue, whole } from './json-place.js';
import { objectIntake } from './object-intake.js';
import { standsInLines } from './stands-in-lines.js';

/** Reads records that stand in an array, in an envelope's array at any of the names, alone, or one after the other. */
export const jsonRecords =
  (kind: RowKind, envelopes: readonly string[]): Reader =>
  async (input, emitter) => {
    const take = plainIntake(kind, envelopes, emitter);
    await readJson(input, recordPlace(take, envelopes), jsonFaults(emitter));
  };

/** Reads records that have a line each; where the first has more than one, all are read as one after the other. */
export const jsonLineRecords =
  (kind: RowKind): Reader =>
  async (input, emitter, { orders }) => {
    // Consumers of Event Hubs write whole bodies between single events.
    const take = plainIntake(kind, [bodyField], emitter);
    const faults = jsonFaults(emitter);
    // A part of an input is only cut where the whole stands in lines.
    if (orders !== undefined || (await standsInLines(input)))
      emitter.lineEnds = await readJsonLines(input, take, faults, plainLines(kind, emitter));
    else await readJson(input, recordPlace(take, []), faults);
  };

/** Reads records of a kind straight out of the bytes of their lines; null for kinds that are seldom met in lines, and without WebAssembly. */
function plainLines(kind: RowKind, emitter: RecordEmitter): PlainLines | null {
  if (kind === 'AZKVAuditLogs') return null;
  const scan = takeLineScan();
  if (scan === null) return null;
  return kind === 'AzureDiagnostics' ? new RowLines(emitter, scan) : new EventLines(emitter, scan);
}

/** The places of records in a document, and what else is taken of an envelope. */
export function recordPlace(
  take: TakeValue,
  envelopes: readonly string[],
  besides: readonly (readonly [name: string, place: Place])[] = [],
): Place {
  const record = whole(take);
  const array = { each: record };
  if (envelopes.length === 0) return { array, take };
  const fields = new Map([...envelopes.map((name) => [name, each(record)] as const), ...besides]);
  return { array, object: { fields, bare: take } };
}

/** Takes records with the JSON types of their values and with times in ISO form. */
function plainIntake(kind: RowKind, envelopes: readonly string[], emitter: RecordEmitter): TakeValue {
  emitter.spell({ missingWord: null }, () => isoTimes);
  const fields = new ObjectFields();
  const mapping = kindMapping(kind, fields, emitter.request, columnCollector(emitter), null);
  return objectIntake(fields, recordIntake(mapping, emitter), envelopes, jsonFaults(emitter).reject);
}
