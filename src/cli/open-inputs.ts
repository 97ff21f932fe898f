import { openExports } from '../readers/exports.js';
import type { RecordSource } from '../records/scan.js';
import { UsageError } from '../records/usage-error.js';
import type { InputOptions } from './options/input-options.js';
import { type Progress, progressOn } from './progress.js';
import type { Streams } from './streams.js';

/** Exports ready to be read, and the display of how far reading has come. */
export interface OpenInputs {
  readonly source: RecordSource;
  readonly progress: Progress;
}

/** Opens the exports that a command names. Throws a UsageError that shows the usage when there are none. */
export async function openInputs(
  paths: readonly string[],
  options: InputOptions & {
    readonly quiet?: boolean | undefined;
    readonly format?: string | undefined;
  },
  streams: Streams,
  usage: string,
): Promise<OpenInputs> {
  if (paths.length === 0)
    throw new UsageError(
      `usage: vaultreplay ${usage} - name exported files, folders, or - for standard input`,
    );
  const progress = progressOn(streams, options.quiet === true ? 'quiet' : 'shown');
  const source = await openExports(paths, {
    shape: options.shape,
    localZone: options['local-zone'],
    dateOrder: options['date-order'],
    // Only JSON tells the hashes of inputs.
    fingerprints: options.format === 'json' ? 'all' : 'of equal sizes',
    standardInput: streams.stdin,
    onProgress: ({ read, total }) => progress.show(read, total),
  });
  return { source, progress };
}
