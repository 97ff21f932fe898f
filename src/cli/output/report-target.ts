import { existsSync } from 'node:fs';
import { UsageError } from '../../records/usage-error.js';
import { visibleText } from '../../reports/visible-text.js';
import { checkFileTarget, checkParent, isFolder } from './file-target.js';

/** Where a report goes. */
export type ReportTarget =
  | { readonly to: 'stdout' }
  | { readonly to: 'file'; readonly path: string }
  /** One file for each result table. */
  | { readonly to: 'folder'; readonly path: string };

/** The formats of a report. */
export const reportFormats = ['text', 'json', 'jsonl', 'csv'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * Where a report of so many result tables goes, decided before any work is done. CSV holds one table a file: several go to a folder,
 * which is made when only its parent is there; one goes to stdout, or to a file whose name ends in `.csv`.
 * Throws a UsageError when the place does not fit.
 */
export function reportTarget(format: ReportFormat, output: string | undefined, tables: number): ReportTarget {
  if (output === undefined) {
    if (format === 'csv' && tables !== 1)
      throw new UsageError(
        'csv holds one table: choose one detection with --only, or name a folder with --output',
      );
    return { to: 'stdout' };
  }
  if (format !== 'csv' || (tables === 1 && output.endsWith('.csv') && !isFolder(output))) {
    checkFileTarget(output);
    return { to: 'file', path: output };
  }
  if (isFolder(output)) return { to: 'folder', path: output };
  checkParent(output);
  if (existsSync(output))
    throw new UsageError(
      `--output ${visibleText(output)} is a file: csv needs a folder, one file for each detection`,
    );
  return { to: 'folder', path: output };
}
