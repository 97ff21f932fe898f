import type { AzureDiagnosticsColumns } from '../records/azure-diagnostics.js';
import type { KqlType } from '../records/value.js';
import type { bareKind } from './record-kinds.js';

/** A record of a test that is still to be completed: its kind and what is written of it. */
export interface TestRecord {
  readonly kind: string;
  readonly fields: { readonly [key: string]: unknown };
}

/** What may be written for a column of each type; arrays in text become JSON text, and null takes a usual value away. */
interface Written {
  string: string | readonly unknown[] | null;
  long: number | bigint | null;
  int: number | null;
  real: number | null;
  bool: boolean | null;
  /** Before or after the clock (`-9m59.9999999s`), or in ISO form. */
  datetime: string | null;
  timespan: string | null;
  guid: string | null;
  dynamic: unknown;
}

type WrittenColumns = {
  readonly [K in keyof AzureDiagnosticsColumns]?: Written[AzureDiagnosticsColumns[K] & KqlType];
};

/** The columns of a record by Azure's names, those that a detection declares among them, and when it was. */
export type BareFields = WrittenColumns & {
  readonly [declared: `${string}_${'s' | 'b' | 'd' | 't' | 'g'}`]: unknown;
} & {
  /** When it was: before or after the clock (`-9m59.9999999s`, `-30d`, `+1tick`) or in ISO form; the clock itself when absent. */
  readonly at?: string;
  /** Columns that neither the table nor the detection knows, with a suffix by type. */
  readonly extra?: { readonly [column: string]: unknown };
};

/** The fields of a record of an operation. */
export type Fields = BareFields & {
  /** The name of the vault, in every column that has it. */
  readonly vault?: string;
  /** The name of the key, secret or certificate. */
  readonly item?: string;
  /** The user name of the caller, in the claims of its plane; null when an application calls by itself. */
  readonly user?: string | null;
  /** The application id of the caller, which calls by itself unless there is a user too. */
  readonly application?: string;
};

/** A record of any kind: an operation with a small first letter, such as `keyRotate`. */
export const recordOf = (kind: string, fields: Fields = {}): TestRecord => ({ kind, fields });

/** A record with no columns but those that are written out. */
export const record = (fields: BareFields = {}): TestRecord => ({
  kind: 'record' satisfies typeof bareKind,
  fields,
});

/** A series of records that are alike, `every` so often from the time `from` on. */
export const history = (
  { kind, fields }: TestRecord,
  { from, every, times }: { readonly from: string; readonly every: string; readonly times: number },
): TestRecord => ({ kind, fields: { ...fields, at: from, every, times } });

type Builder = (fields?: Fields) => TestRecord;
const builder =
  (kind: string): Builder =>
  (fields) =>
    recordOf(kind, fields);

/** The first call of a client, refused with 401 and without a caller. */
export const authentication: Builder = builder('authentication');
/** Somebody reads the settings of a vault. */
export const vaultGet: Builder = builder('vaultGet');
/** Somebody makes or changes a vault, as the Azure CLI does. */
export const vaultPut: Builder = builder('vaultPut');
/** Somebody changes a vault. */
export const vaultPatch: Builder = builder('vaultPatch');
/** Somebody deletes a vault. */
export const vaultDelete: Builder = builder('vaultDelete');
/** Somebody brings a deleted vault back. */
export const vaultRecover: Builder = builder('vaultRecover');
/** Somebody reads a secret. */
export const secretGet: Builder = builder('secretGet');
/** Somebody lists the secrets of a vault. */
export const secretList: Builder = builder('secretList');
/** Somebody writes a secret. */
export const secretSet: Builder = builder('secretSet');
/** Somebody deletes a secret. */
export const secretDelete: Builder = builder('secretDelete');
/** Somebody removes a deleted secret for good. */
export const secretPurge: Builder = builder('secretPurge');
/** Somebody takes a secret out as a backup. */
export const secretBackup: Builder = builder('secretBackup');
/** Somebody reads the public part of a key. */
export const keyGet: Builder = builder('keyGet');
/** Somebody makes a key. */
export const keyCreate: Builder = builder('keyCreate');
/** Somebody has a key sign. */
export const keySign: Builder = builder('keySign');
/** Somebody has a key decrypt. */
export const keyDecrypt: Builder = builder('keyDecrypt');
/** Somebody has a key unwrap another. */
export const keyUnwrap: Builder = builder('keyUnwrap');
/** Somebody deletes a key. */
export const keyDelete: Builder = builder('keyDelete');
/** Somebody removes a deleted key for good. */
export const keyPurge: Builder = builder('keyPurge');
/** Somebody takes a key out as a backup. */
export const keyBackup: Builder = builder('keyBackup');
/** Somebody reads a certificate. */
export const certificateGet: Builder = builder('certificateGet');
/** Somebody deletes a certificate. */
export const certificateDelete: Builder = builder('certificateDelete');
/** Somebody removes a deleted certificate for good. */
export const certificatePurge: Builder = builder('certificatePurge');
