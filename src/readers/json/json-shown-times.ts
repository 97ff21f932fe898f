import { headerName } from '../csv/header-name.js';
import type { Input } from '../input.js';
import { ObjectFields } from '../kinds/record-fields.js';
import type { ReaderOptions } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { TimeColumns } from '../times/time-columns.js';
import { faultsToldBefore } from './json-document.js';
import { recordPlace } from './json-records.js';
import { JsonWalker } from './json-walker.js';
import { objectIntake } from './object-intake.js';
import { PortalFields } from './portal-fields.js';

/** What a first look through the records of an input gives. */
export interface ShownTimes {
  /** Reads their times. */
  readonly times: TimeColumns;
  /** Reads their fields. */
  readonly fields: PortalFields;
}

/** Looks through the records of an input before they are read: finds the zones in their names, and the order of day and month. */
export async function shownTimes(
  input: Input,
  envelopes: readonly string[],
  emitter: RecordEmitter,
  options: ReaderOptions,
): Promise<ShownTimes> {
  const zones = new Map<string, Set<string>>();
  const zoneNames = new Map<string, string>();
  const times = new TimeColumns(zoneNames, emitter, options);
  const { columns } = emitter.request;
  const datetimes = new Set(columns.filter(({ type }) => type === 'datetime').map(({ name }) => name));
  const waiting = new Set<string>();
  const look = (spelling: string, cell: unknown) => {
    const { name, zone } = headerName(spelling);
    if (!datetimes.has(name)) return;
    if (zone !== null) {
      if (!zoneNames.has(name)) zoneNames.set(name, zone);
      zones.set(name, (zones.get(name) ?? new Set()).add(zone));
    }
    if (times.waits(name, cell)) waiting.add(name);
  };
  for await (const record of recordsIn(input, envelopes))
    for (const spelling in record) look(spelling, record[spelling]);
  for (const [name, { size }] of zones)
    if (size > 1)
      emitter.trouble(
        'unknown-time-zone',
        null,
        `${name}: its times are in ${size} zones; all are read as ${zoneNames.get(name)}`,
      );
  const fields = new PortalFields(zones);
  for (const name of waiting) await times.settle(name, cellsOf(name, input, envelopes, zones));
  return { times, fields };
}

/** The raw cells of a column, in the order of records. */
async function* cellsOf(
  name: string,
  input: Input,
  envelopes: readonly string[],
  zones: ReadonlyMap<string, ReadonlySet<string>>,
): AsyncGenerator<unknown> {
  const fields = new PortalFields(zones);
  const cell = fields.field(name);
  for await (const record of recordsIn(input, envelopes)) {
    fields.record = record;
    yield cell();
  }
}

/** The records of an input, before they are read for good. */
async function* recordsIn(
  input: Input,
  envelopes: readonly string[],
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const fields = new ObjectFields();
  let records: Readonly<Record<string, unknown>>[] = [];
  const take = objectIntake(
    fields,
    () => records.push(fields.record),
    envelopes,
    () => {},
  );
  const walker = new JsonWalker(recordPlace(take, envelopes), faultsToldBefore);
  for await (const chunk of input.content()) {
    walker.write(chunk);
    yield* records;
    records = [];
  }
  walker.end();
  yield* records;
}
