import { instantOfEpoch } from '../../records/instant.js';
import type { TimeReader } from '../cell.js';
import { kindMapping } from '../kinds/kind-mapping.js';
import type { Reader, RowKind } from '../reader.js';
import { columnCollector, recordIntake } from '../record-intake.js';
import { answerError } from './answer-error.js';
import { jsonFaults, readJson } from './json-document.js';
import { whole } from './json-place.js';
import { recordPlace } from './json-records.js';
import { shownTimes } from './json-shown-times.js';
import { objectIntake } from './object-intake.js';

/** The whole answer holds its rows at `Results`; Windows PowerShell may wrap an array of them as `value`. */
const envelopes = ['Results', 'value'];

/** Reads what `Invoke-AzOperationalInsightsQuery | ConvertTo-Json` writes: rows of texts in an array, alone, or in the whole answer. */
export const powershellJson =
  (kind: RowKind): Reader =>
  async (input, emitter, options) => {
    const { times, fields } = await shownTimes(input, envelopes, emitter, options);
    emitter.spell({ missingWord: null }, (column) => castTime(times.reader(column)));
    const mapping = kindMapping(kind, fields, emitter.request, columnCollector(emitter), null);
    const faults = jsonFaults(emitter);
    const take = objectIntake(fields, recordIntake(mapping, emitter), envelopes, faults.reject);
    const error = whole((value, line) => {
      if (value !== null) emitter.trouble('partial-result', line, answerError(value));
    });
    await readJson(input, recordPlace(take, envelopes, [['Error', error]]), faults);
  };

/** Reads also a time that was cast to a date, as Windows PowerShell writes it: `/Date(1773216930123)/`, milliseconds since 1970. */
const castTime =
  (read: TimeReader): TimeReader =>
  (text) => {
    const cast = /^\/Date\((-?\d{1,14})\)\/$/.exec(text);
    return cast === null ? read(text) : instantOfEpoch(Number(cast[1]));
  };
