import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Reader, Response } from 'mmdb-lib';
import { dottedIpv4, parseAddress } from './ip-address.js';
import { isSystemError, refusal } from './system-error.js';
import { UsageError } from './usage-error.js';

/** What is known of where an address belongs; empty texts where nothing is. */
export interface AddressPlace {
  /** The country: its English name, or its code where a file has no names. */
  readonly country: string;
  /** The name of who runs the network. */
  readonly network: string;
}

/** Where a file may have each, the first that it has counts: MaxMind's own layouts, then flat ones. */
const layouts = {
  country: [
    ['country', 'names', 'en'],
    ['country', 'iso_code'],
    ['country_name'],
    ['country'],
    ['country_code'],
  ],
  network: [['autonomous_system_organization'], ['traits', 'autonomous_system_organization'], ['as_name']],
} as const;

/** So many addresses are remembered. */
const mostKnown = 16_384;

/** Tells where addresses belong, out of files in the MaxMind DB format; of several the first that knows. */
export class AddressDatabase {
  private readonly known = new Map<string, AddressPlace>();

  private readonly files: readonly DatabaseFile[];

  /** Throws a UsageError where a file cannot be read, or is none. */
  constructor(paths: readonly string[]) {
    this.files = paths.map(databaseFile);
  }

  of(address: string): AddressPlace {
    let place = this.known.get(address);
    if (place === undefined) {
      place = this.placeOf(address);
      if (this.known.size >= mostKnown) this.known.clear();
      this.known.set(address, place);
    }
    return place;
  }

  private placeOf(text: string): AddressPlace {
    const records = this.files.map((file) => file.record(text));
    const first = (paths: readonly (readonly string[])[]) =>
      records.flatMap((record) => paths.map((path) => textAt(record, path))).find((one) => one !== '') ?? '';
    return { country: first(layouts.country), network: first(layouts.network) };
  }
}

const opened = new Map<string, { readonly version: string; readonly file: DatabaseFile }>();

/** A file, which is held whole, and opened once as long as it stays what it is. Throws a UsageError where it cannot be read, or is none. */
export function databaseFile(path: string): DatabaseFile {
  const version = versionOf(path);
  const known = opened.get(path);
  if (known !== undefined && known.version === version) return known.file;
  const file = new DatabaseFile(path);
  opened.set(path, { version, file });
  return file;
}

function versionOf(path: string): string {
  try {
    const { size, mtimeMs, ino } = statSync(path);
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    // Opening it says why.
    return '';
  }
}

/** Why a file cannot be used as a database of addresses; null when it can. */
export function addressDatabaseFault(path: string): string | null {
  try {
    databaseFile(path);
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

class DatabaseFile {
  private readonly reader: Reader<Response>;

  constructor(private readonly path: string) {
    this.reader = this.readable(() => {
      // Loaded by the first file, as few runs have any.
      const { Reader: Made } = createRequire(import.meta.url)('mmdb-lib') as typeof import('mmdb-lib');
      const bytes = readFileSync(path);
      const reader = new Made<Response>(bytes);
      const { binaryFormatMajorVersion, searchTreeSize, nodeCount } = reader.metadata;
      if (binaryFormatMajorVersion !== 2 || !(nodeCount > 0) || searchTreeSize >= bytes.length)
        throw new Error('not of a form that is known');
      return reader;
    });
  }

  /** What the file has of an address; null where it has nothing, or the text is none. */
  record(text: string): unknown {
    const address = parseAddress(text);
    if (address === null || (address.version === 6 && this.reader.metadata.ipVersion === 4)) return null;
    const written = address.version === 4 ? dottedIpv4(address) : text;
    return this.readable(() => this.reader.get(written));
  }

  /** What comes of reading; the library throws all sorts of things at a file that is none. */
  private readable<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new UsageError(
        `${this.path}: ${isSystemError(error) ? refusal(error) : 'it is no MaxMind DB file (.mmdb), or not a whole one'}`,
      );
    }
  }
}

/** The text at a path into a record; empty where there is none. */
function textAt(record: unknown, path: readonly string[]): string {
  let value = record;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return '';
    value = (value as { readonly [key: string]: unknown })[name];
  }
  return typeof value === 'string' ? value : '';
}
