import type { ReplayResult } from '../findings/finding.js';
import { findingObject } from './finding-json.js';

/** JSON Lines: one finding a line, the same object as in `findings` of the JSON report. */
export function* jsonlReport({ findings }: ReplayResult): Generator<string> {
  for (const finding of findings) yield `${JSON.stringify(findingObject(finding))}\n`;
}
