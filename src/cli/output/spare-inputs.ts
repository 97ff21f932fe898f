import { statSync } from 'node:fs';
import type { InputReport } from '../../records/scan.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleText } from '../../reports/visible-text.js';

/** Holds a file that is about to be written against the inputs: exports are evidence and stay as they are. Throws a UsageError when it is one of them, under whatever name. */
export function spareInputs(path: string, inputs: readonly InputReport[]): void {
  const identity = identityOf(path);
  if (identity !== null && inputs.some((input) => identityOf(input.path) === identity))
    throw new UsageError(`${visibleText(path)} is one of the inputs: name another place with --output`);
}

/** What tells a file from all others; null when there is none to be seen. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}
