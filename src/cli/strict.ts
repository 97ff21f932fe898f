import type { TroubleReport } from '../records/trouble.js';
import { troubleGuides } from '../reports/trouble-guide.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { notice } from './notice.js';
import type { Streams } from './streams.js';

/** The exit code that `--strict` asks for when there is trouble with the data, which it names on stderr; null when it asks for none. */
export async function strictExit(
  troubles: readonly TroubleReport[],
  options: { readonly strict?: boolean | undefined; readonly quiet?: boolean | undefined },
  streams: Streams,
): Promise<ExitCode | null> {
  if (options.strict !== true) return null;
  const kinds = troubles.map(({ kind }) => kind).filter((kind) => troubleGuides[kind].concerns === 'data');
  if (kinds.length === 0) return null;
  await notice(`trouble with the data, and --strict: ${kinds.join(', ')}`, options, streams);
  return exitCode.usage;
}
