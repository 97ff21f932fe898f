import type { Detection } from '../findings/detection.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { mapOf, required } from '../yaml/reading.js';
import { type AllowEntry, parseAllowEntries } from './allow-entry.js';

/** Reads a file with an allow list: a list of entries, alone or below the key `allow`. Throws a UsageError with line, column and field on whatever is wrong. */
export function parseAllowFile(
  text: string,
  path: string,
  detections: readonly Detection[],
): readonly AllowEntry[] {
  const root = parseYaml(text, path);
  if (root.kind === 'scalar' && root.value === null) return [];
  return parseAllowEntries(
    root.kind === 'list' ? root : required(mapOf(root, ['allow']), 'allow'),
    detections,
  );
}
