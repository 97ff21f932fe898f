import { headerName } from '../csv/header-name.js';
import { isObject, type Json, type JsonObject } from './json-outline.js';

/** The first records of an input: column names without zone suffix, known also when there is no record, and the records by name. */
export interface Sample {
  readonly names: ReadonlySet<string>;
  readonly records: readonly JsonObject[];
}

/** The sample of a table: its column names, and rows with a cell for each. */
export function tableSample(columns: readonly string[], rows: readonly (readonly Json[])[]): Sample {
  const names = columns.map(plainName);
  return {
    names: new Set(names),
    records: rows.map((row) => new Map(row.slice(0, names.length).map((cell, i) => [names[i]!, cell]))),
  };
}

/** A sample of records that name their own values. */
export interface ObjectSample extends Sample {
  /** Whether some name carries a zone, as in `TimeGenerated [UTC]`. */
  readonly zoned: boolean;
}

/** The sample of those values that are objects. */
export function objectSample(values: readonly Json[]): ObjectSample {
  const objects = values.filter(isObject);
  const names = objects.flatMap((object) => [...object.keys()]);
  return {
    names: new Set(names.map(plainName)),
    records: objects.map((object) => new Map([...object].map(([name, value]) => [plainName(name), value]))),
    zoned: names.some((name) => plainName(name) !== name),
  };
}

const plainName = (name: string): string => headerName(name).name;
