import { randomBytes } from 'node:crypto';
import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleText } from '../../reports/visible-text.js';
import { blocks } from './blocks.js';

/** Writes a file as a whole: until the last byte is written, what stood there before stays. Devices and pipes are written as they are. Throws a UsageError when the system refuses. */
export function writeFile(path: string, chunks: Iterable<string>): void {
  try {
    if (isSpecial(path)) writeTo(openSync(path, 'w'), chunks);
    else replaceFile(targetOf(path), chunks);
  } catch (error) {
    throw new UsageError(`${visibleText(path)} cannot be written: ${refusal(error)}`);
  }
}

function replaceFile(path: string, chunks: Iterable<string>): void {
  const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
  try {
    writeTo(openSync(partial, 'wx', modeFor(path)), chunks);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** The permissions of the file that is replaced, so that nobody can read the new one who could not read the old. */
const modeFor = (path: string): number => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0o666) & 0o777;

function writeTo(descriptor: number, chunks: Iterable<string>): void {
  try {
    for (const block of blocks(chunks)) {
      const bytes = Buffer.from(block);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a path is there and neither file nor folder. */
function isSpecial(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

/** Where a path leads; a link stays, and what it points at is replaced. */
const targetOf = (path: string) =>
  statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
