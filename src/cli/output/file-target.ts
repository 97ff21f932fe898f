import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../records/usage-error.js';
import { visibleText } from '../../reports/visible-text.js';

/** Makes sure, before any work is done, that a file can stand at a path. Throws a UsageError when its folder is missing or the path is a folder. */
export function checkFileTarget(path: string): void {
  checkParent(path);
  if (isFolder(path)) throw new UsageError(`--output ${visibleText(path)} is a folder: name a file in it`);
}

/** Makes sure that the folder which is to hold a path exists. Throws a UsageError when it does not. */
export function checkParent(path: string): void {
  const parent = dirname(path);
  if (!isFolder(parent))
    throw new UsageError(
      `--output ${visibleText(path)}: there is no folder ${visibleText(parent)}; make it first`,
    );
}

/** Whether a path leads to a folder. */
export const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};
