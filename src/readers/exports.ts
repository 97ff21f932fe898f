import type { LeftOut } from '../records/scan.js';
import { shownPath } from '../records/shown-path.js';
import { UsageError } from '../records/usage-error.js';
import { compareText } from '../records/value-order.js';
import { type ExportOptions, readerOptions, shapeNamed } from './export-options.js';
import { ExportSource } from './export-source.js';
import { type ExportInput, openInput } from './inputs/export-input.js';
import { findInputs } from './inputs/find-inputs.js';

/**
 * Opens exported logs: files, folders, patterns, and `-` for standard input. Every input is looked at, none is read yet.
 * Throws a UsageError when an option is wrong, a named path cannot be read, or nothing that was named is an export of these logs.
 */
export async function openExports(
  paths: readonly string[],
  options: ExportOptions = {},
): Promise<ExportSource> {
  const shape = shapeNamed(options.shape);
  const times = readerOptions(options);
  const found = findInputs(paths);
  const inputs: ExportInput[] = [];
  const leftOut: LeftOut[] = [...found.leftOut];
  for (const place of found.inputs) {
    const opened = await openInput(place, { shape, standardInput: options.standardInput ?? null });
    if ('reason' in opened) leftOut.push(opened);
    else inputs.push(opened);
  }
  leftOut.sort((a, b) => compareText(a.path, b.path));
  if (inputs.length === 0) throw new UsageError(nothingToRead(paths, leftOut));
  return new ExportSource(inputs, {
    leftOut,
    repeats: found.repeats,
    options: times,
    fingerprints: options.fingerprints ?? 'all',
    onProgress: options.onProgress ?? (() => {}),
  });
}

/** One line for a run that has nothing to read, with the first reasons. */
function nothingToRead(paths: readonly string[], leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return `there are no files in ${paths.join(', ')}: name exported logs`;
  const shown = leftOut.slice(0, 3).map(({ path, reason }) => `${shownPath(path)}: ${reason}`);
  const more = leftOut.length - shown.length;
  return `no export of Key Vault logs among the inputs: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
