import { kindMapping } from '../kinds/kind-mapping.js';
import { ObjectFields } from '../kinds/record-fields.js';
import type { NameVisitor, RecordMapping } from '../kinds/record-mapping.js';
import type { Reader, RowKind } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { columnCollector, recordIntake } from '../record-intake.js';
import { isoTimes } from '../times/iso-times.js';
import { jsonFaults, readJson } from './json-document.js';
import { recordPlace } from './json-records.js';
import { objectIntake } from './object-intake.js';

/** Reads what `az monitor log-analytics query` prints: flat objects whose values are all texts. */
export const azCli =
  (kind: RowKind): Reader =>
  async (input, emitter) => {
    emitter.spell({ missingWord: 'None' }, () => isoTimes);
    const fields = new ObjectFields();
    const visit = withoutTableName(columnCollector(emitter));
    const mapping = kindMapping(kind, fields, emitter.request, visit, 'None');
    const take = objectIntake(
      fields,
      recordIntake(withNone(mapping, emitter), emitter),
      [],
      jsonFaults(emitter).reject,
    );
    await readJson(input, recordPlace(take, []), jsonFaults(emitter));
  };

/** Az CLI adds the name of the result table to every row. */
const withoutTableName =
  (visit: NameVisitor): NameVisitor =>
  (name) => {
    if (name !== 'TableName') visit(name);
  };

/** The one text column in which `None` is a value: no service of Azure passes the firewall. */
const noneIsValue = 'properties_networkAcls_bypass_s';

/** Reads the word `None`, printed for a missing value, in columns of text too, and counts where it may have been the text. */
function withNone(mapping: RecordMapping, emitter: RecordEmitter): RecordMapping {
  let line = 0;
  /** The columns of the record at hand that were counted; a cell may be asked for twice. */
  const counted = new Set<number>();
  const { columns } = emitter.request;
  return {
    read: (at) => {
      line = at;
      counted.clear();
      return mapping.read(at);
    },
    cells: (index) => {
      const raw = mapping.cells(index);
      const { name, type } = columns[index]!;
      if (raw !== 'None' || type !== 'string') return raw;
      if (name.endsWith('_g')) return undefined;
      const isValue = name === noneIsValue;
      if (!counted.has(index))
        emitter.trouble('ambiguous-none', line, `${name}: read as ${isValue ? 'the text None' : 'missing'}`);
      counted.add(index);
      return isValue ? raw : undefined;
    },
  };
}
