import type { ScanReport } from '../records/scan.js';
import { shownPath } from '../records/shown-path.js';
import { UsageError } from '../records/usage-error.js';

/** Throws a UsageError when not one record could be read, so that no silence is taken for a clean bill. */
export function refuseNothing({ inputs, troubles }: ScanReport): void {
  if (inputs.some(({ records }) => records > 0)) return;
  const reasons = inputs.slice(0, 3).map(({ path, rejected }) => {
    if (rejected === 0) return `${shownPath(path)} holds none`;
    const example = troubles
      .find(({ kind }) => kind === 'malformed-record')
      ?.examples.find((place) => place.path === path);
    const why = example === undefined ? '' : ` (line ${example.line}: ${example.detail})`;
    return `${shownPath(path)}: none of ${rejected === 1 ? '1 record' : `${rejected} records`} can be read${why}`;
  });
  const more = inputs.length > 3 ? `; and ${inputs.length - 3} more` : '';
  throw new UsageError(`no record among the inputs: ${reasons.join('; ')}${more}`);
}
