import { type ObjectFields, ownField } from '../kinds/record-fields.js';
import type { RecordIntake } from '../record-intake.js';
import type { TakeValue } from './json-place.js';

/** Takes values that hold records: an object is one; an array, and an envelope's array at any of the names, holds many. */
export function objectIntake(
  fields: ObjectFields,
  intake: RecordIntake,
  envelopes: readonly string[],
  reject: (line: number, detail: string) => void,
): TakeValue {
  const one: TakeValue = (value, line) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      reject(line, 'no JSON object');
      return;
    }
    fields.record = value as Readonly<Record<string, unknown>>;
    intake(line);
  };
  return (value, line) => {
    const many = Array.isArray(value) ? value : enveloped(value, envelopes);
    if (many === null) one(value, line);
    else for (const element of many) one(element, line);
  };
}

/** The records in an envelope; null when the value is none. */
function enveloped(value: unknown, envelopes: readonly string[]): readonly unknown[] | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const name of envelopes) {
    const records = ownField(value as Readonly<Record<string, unknown>>, name);
    if (Array.isArray(records)) return records;
  }
  return null;
}
