import { kindMapping } from '../kinds/kind-mapping.js';
import type { Reader, RowKind } from '../reader.js';
import { columnCollector, recordIntake } from '../record-intake.js';
import { jsonFaults, readJson } from './json-document.js';
import { recordPlace } from './json-records.js';
import { shownTimes } from './json-shown-times.js';
import { objectIntake } from './object-intake.js';

/** Reads a portal's CSV that somebody turned into JSON: names with zones, times as the portal shows them, numbers as a converter guessed them. */
export const portalJson =
  (kind: RowKind): Reader =>
  async (input, emitter, options) => {
    const { times, fields } = await shownTimes(input, [], emitter, options);
    emitter.spell({ missingWord: 'null' }, (column) => times.reader(column));
    const mapping = kindMapping(kind, fields, emitter.request, columnCollector(emitter), null);
    const faults = jsonFaults(emitter);
    const take = objectIntake(fields, recordIntake(mapping, emitter), [], faults.reject);
    await readJson(input, recordPlace(take, []), faults);
  };
