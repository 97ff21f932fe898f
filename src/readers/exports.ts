import type { InputReport, LeftOut, RecordSource } from '../records/scan.js';
import { Troubles } from '../records/trouble.js';
import { UsageError } from '../records/usage-error.js';
import { compareText } from '../records/value-order.js';
import { type ExportOptions, type Progress, readerOptions, shapeNamed } from './export-options.js';
import { type ExportInput, openInput } from './inputs/export-input.js';
import { type Found, findInputs } from './inputs/find-inputs.js';
import type { Fingerprint } from './inputs/fingerprint.js';
import { readExport } from './read-export.js';
import type { ReaderOptions } from './reader.js';

/**
 * Opens exported logs: files, folders, patterns, and `-` for standard input. Every input is looked at, none is read yet.
 * Throws a UsageError when an option is wrong, a named path cannot be read, or nothing that was named is an export of these logs.
 */
export async function openExports(
  paths: readonly string[],
  options: ExportOptions = {},
): Promise<RecordSource> {
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
  return new ExportSource(inputs, leftOut, found.repeats, times, options.onProgress ?? (() => {}));
}

/** The records of opened exports, one input after the other by path. */
class ExportSource implements RecordSource {
  readonly inputCount: number;
  private readonly total: number;
  /** What the first scan found; later ones need not hash again. */
  private readonly fingerprints: Fingerprint[] = [];

  constructor(
    private readonly inputs: readonly ExportInput[],
    private readonly leftOut: readonly LeftOut[],
    private readonly repeats: Found['repeats'],
    private readonly options: ReaderOptions,
    private readonly onProgress: (progress: Progress) => void,
  ) {
    this.inputCount = inputs.length;
    this.total = inputs.reduce((sum, { stored }) => sum + stored.size, 0);
  }

  readonly scan: RecordSource['scan'] = async (request, sink) => {
    const { options, total } = this;
    const troubles = new Troubles();
    for (const { path, of } of this.repeats)
      troubles.add('same-file-twice', path, null, `the same as ${of}; it is read once`);
    for (const { path, reason } of this.leftOut) troubles.add('left-out', path, null, reason);
    let read = 0;
    const progress = (bytes: number) => {
      read += bytes;
      this.onProgress({ read, total });
    };
    const reports: InputReport[] = [];
    for (const [index, input] of this.inputs.entries()) {
      const fingerprint = this.fingerprints[index] ?? null;
      const reading = { input, index, request, sink, troubles, options, fingerprint, progress };
      const report = await readExport(reading);
      this.fingerprints[index] = { bytes: report.bytes, sha256: report.sha256 };
      reportCopy(report, reports, troubles);
      reports.push(report);
    }
    return { inputs: reports, leftOut: this.leftOut, troubles: troubles.report() };
  };
}

/** Two files of equal bytes are both read: Log Analytics would hold their records twice as well. */
function reportCopy(
  { path, sha256 }: InputReport,
  earlier: readonly InputReport[],
  troubles: Troubles,
): void {
  const original = earlier.find((report) => report.sha256 === sha256);
  if (original === undefined) return;
  const detail = `its bytes are those of ${original.path}; both are read, so each record counts twice`;
  troubles.add('same-file-twice', path, null, detail);
}

/** One line for a run that has nothing to read, with the first reasons. */
function nothingToRead(paths: readonly string[], leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return `there are no files in ${paths.join(', ')}: name exported logs`;
  const shown = leftOut.slice(0, 3).map(({ path, reason }) => `${path}: ${reason}`);
  const more = leftOut.length - shown.length;
  return `no export of Key Vault logs among the inputs: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
