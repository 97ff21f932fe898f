import { headerName } from '../csv/header-name.js';
import { type FieldReader, ObjectFields, ownField } from '../kinds/record-fields.js';

/** The fields of objects whose names may carry the zone of their times, as in `TimeGenerated [UTC]`, by the columns' own names. */
export class PortalFields extends ObjectFields {
  /** `zones` has the zones that stand behind a column's name in some record. */
  constructor(private readonly zones: ReadonlyMap<string, ReadonlySet<string>>) {
    super();
  }

  override field(name: string): FieldReader {
    const spellings = [...[...(this.zones.get(name) ?? [])].map((zone) => `${name} [${zone}]`), name];
    return () => {
      for (const spelling of spellings) {
        const value = ownField(this.record, spelling);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  }

  override names(visit: (name: string) => void): void {
    super.names((name) => visit(headerName(name).name));
  }
}
