import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { fitsWildcard, isWildcard } from '../../records/wildcard.js';
import { isVersionControl } from './version-control.js';

/**
 * The files and folders whose path fits a pattern, in no particular order: `*` and `?` within a name, `**` for any folders between.
 * Names that begin with a dot are names like others. `**` does not follow links.
 */
export function expandGlob(pattern: string): string[] {
  const segments = pattern.split('/');
  const found = new Set<string>();
  // With several `**` many ways lead to the same place.
  const walked = new Set<string>();

  /** Goes on from a folder, written with its closing slash or '' for the working folder. */
  function walk(folder: string, at: number): void {
    const place = `${at} ${folder}`;
    if (walked.has(place)) return;
    walked.add(place);
    const segment = segments[at]!;
    const last = at === segments.length - 1;
    if (segment === '**' && last) found.add(folder === '' ? '.' : folder.slice(0, -1) || '/');
    else if (segment === '**') {
      walk(folder, at + 1);
      for (const entry of entries(folder)) if (entry.isDirectory()) walk(`${folder}${entry.name}/`, at);
    } else {
      const names = isWildcard(segment)
        ? entries(folder)
            .map((entry) => entry.name)
            .filter((name) => fitsWildcard(name, segment))
        : [segment];
      for (const name of names)
        if (!last) walk(`${folder}${name}/`, at + 1);
        else if (existsSync(folder + name)) found.add(folder + name);
    }
  }

  walk('', 0);
  return [...found];
}

/** What a folder holds that a pattern may find; nothing when it is none or cannot be opened. */
function entries(folder: string): Dirent[] {
  try {
    const all = readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
    return all.filter(({ name }) => !isVersionControl(name));
  } catch {
    return [];
  }
}
