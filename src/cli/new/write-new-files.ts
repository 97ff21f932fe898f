import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';

/** A file to be written: its path below a folder, and its text. */
export interface NewFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Writes new files below a folder, which is made when it is not there, and gives their paths. All or none are written. Throws a UsageError
 * when one is there already, would come to stand outside the folder, or is refused by the system.
 */
export function writeNewFiles(folder: string, files: readonly NewFile[]): readonly string[] {
  const paths = files.map(({ name }) => join(folder, name).replaceAll('\\', '/'));
  for (const path of paths)
    if (isThere(path)) throw new UsageError(`${path} is there already: nothing was written`);
  const written: string[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const [i, path] of paths.entries()) {
      checkInside(folder, dirname(path));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, files[i]!.text, { flag: 'wx' });
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    if (error instanceof UsageError) throw error;
    throw new UsageError(`nothing was written in ${folder}: ${refusal(error)}`);
  }
  return paths;
}

/** Whether something stands at a path, be it a link to nowhere. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Links may lead a path out of its folder. */
function checkInside(folder: string, path: string): void {
  let existing = resolve(path);
  while (!existsSync(existing)) existing = dirname(existing);
  const root = realpathSync(folder);
  const real = realpathSync(existing);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new UsageError(`${path} leads out of ${folder}: nothing was written`);
}
