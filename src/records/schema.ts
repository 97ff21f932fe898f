import type { KqlType } from './value.js';

/** A column: its name, letter case significant, and its KQL type. */
export interface Column {
  readonly name: string;
  readonly type: KqlType;
}

/** Column names with their types, as the compiler sees them. */
export type Columns = { readonly [name: string]: KqlType };

/** A table: its name in KQL and its known columns in order. */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly columns: C;
}

/** The type that the suffix of an `AzureDiagnostics` column gives it. */
export type SuffixType<Name extends string> = Name extends `${string}_d`
  ? 'real'
  : Name extends `${string}_b`
    ? 'bool'
    : Name extends `${string}_t`
      ? 'datetime'
      : 'string';

/** The type of a column that no list knows, by its suffix; text when it has none. */
export function suffixType<Name extends string>(name: Name): SuffixType<Name> {
  const suffix = name.slice(-2);
  const type = suffix === '_d' ? 'real' : suffix === '_b' ? 'bool' : suffix === '_t' ? 'datetime' : 'string';
  return type as SuffixType<Name>;
}
