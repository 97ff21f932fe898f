import { readFileSync } from 'node:fs';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';

/** The text of a UTF-8 file. Throws a UsageError that begins with `named` when it cannot be read, or is no text. */
export function readTextFile(path: string, named: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`${named} cannot be read: ${refusal(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${named} is no text in UTF-8`);
  }
}
