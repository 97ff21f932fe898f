import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Detection } from '../../findings/detection.js';
import { UsageError } from '../../records/usage-error.js';
import type { AllowEntry } from '../../triage/allow-entry.js';
import type { Configuration } from '../../triage/configuration.js';
import type { AllowOptions, ConfigurationOptions } from '../options/configuration-options.js';
import { readTextFile } from './read-text-file.js';

/** The configuration file that is used when nobody names one. */
export const usualConfiguration = 'vaultreplay.yaml';

/** Detections as a configuration has them. */
export interface Configured {
  readonly detections: readonly Detection[];
  /** Null when there is none. */
  readonly configuration: Configuration | null;
}

/** Changes detections by the file that `--config` names, else by the usual one in a folder. Throws a UsageError on whatever is wrong with it. */
export async function configuredBy(
  options: ConfigurationOptions,
  detections: readonly Detection[],
  folder = '',
): Promise<Configured> {
  const path = configurationPath(options, folder);
  if (path === null) return { detections, configuration: null };
  // Most runs have no file, and do without what reads YAML.
  const [{ parseConfiguration }, { configured }] = await Promise.all([
    import('../../triage/configuration.js'),
    import('../../triage/configured.js'),
  ]);
  const configuration = parseConfiguration(readTextFile(path, path), path, detections);
  return { detections: configured(detections, configuration), configuration };
}

function configurationPath(options: ConfigurationOptions, folder: string): string | null {
  const refused = options['no-config'] === true;
  if (refused && options.config !== undefined)
    throw new UsageError('--config and --no-config exclude each other: leave one away');
  if (options.config !== undefined) return options.config;
  const usual = join(folder, usualConfiguration);
  return !refused && existsSync(usual) ? usual : null;
}

/** All entries of allow lists: those of a configuration, of the files it names, then of those that `--allow` names. Null when there are no lists. */
export async function allowEntries(
  { allow: files = [] }: AllowOptions,
  { detections, configuration }: Configured,
): Promise<readonly AllowEntry[] | null> {
  const { path = '', allow = null, allowFiles = [] } = configuration ?? {};
  if (allow === null && allowFiles.length === 0 && files.length === 0) return null;
  const { parseAllowFile } = await import('../../triage/allow-file.js');
  const read = (file: string, named: string) => parseAllowFile(readTextFile(file, named), file, detections);
  return [
    ...(allow ?? []),
    ...allowFiles.flatMap(({ name, at }) =>
      read(
        isAbsolute(name) ? name : join(dirname(path), name),
        `${at.path}:${at.line}:${at.column}: ${name}`,
      ),
    ),
    ...files.flatMap((file) => read(file, `--allow ${file}`)),
  ];
}
