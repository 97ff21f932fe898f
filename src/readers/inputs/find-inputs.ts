import {
  accessSync,
  type BigIntStats,
  constants,
  existsSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { sep } from 'node:path';
import type { LeftOut } from '../../records/scan.js';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';
import { compareText } from '../../records/value-order.js';
import { isWildcard } from '../../records/wildcard.js';
import { expandGlob } from './expand-glob.js';
import { isVersionControl } from './version-control.js';

/** A place to read from. `path` is the name the reports use, and the one that opens it. */
export type FoundInput =
  | { readonly from: 'file'; readonly path: string; readonly stats: BigIntStats }
  /** Can be read only once, such as what `<(zcat ..)` gives. */
  | { readonly from: 'pipe'; readonly path: string }
  | { readonly from: 'standard input'; readonly path: '-' };

/** What the paths of a user lead to. The order of the paths changes nothing. */
export interface Found {
  /** By path, each file once. */
  readonly inputs: readonly FoundInput[];
  /** What stands in a named folder and cannot be read. */
  readonly leftOut: readonly LeftOut[];
  /** Second names of files and folders that are already among the inputs as `of`. */
  readonly repeats: readonly { readonly path: string; readonly of: string }[];
}

/**
 * Finds the files that paths name: files, folders with everything below them, patterns with `*`, `?` and `**`, and `-` for standard input.
 * Hidden files are files like others; only the folders of version control are passed over.
 * Throws a UsageError when a named path cannot be read.
 */
export function findInputs(paths: readonly string[]): Found {
  if (paths.length === 0)
    throw new UsageError('no input: name exported files, folders, or - for standard input');
  const walk = new Walk();
  const starts = paths.flatMap((path, argument) =>
    startsOf(path).map((start) => ({ path: start, argument })),
  );
  starts.sort((a, b) => compareText(a.path, b.path) || a.argument - b.argument);
  for (const { path, argument } of starts) walk.start(path, argument);
  return walk.found();
}

/** The paths that one argument stands for. */
function startsOf(argument: string): readonly string[] {
  if (argument === '')
    throw new UsageError('a path is empty: name a file or folder, or - for standard input');
  if (argument === '-') return ['-'];
  const slashed = sep === '/' ? argument : argument.replaceAll(sep, '/');
  const path = slashed.replace(/\/+$/, '') || '/';
  if (!isWildcard(path) || existsSync(path)) return [path];
  const fitting = expandGlob(path);
  if (fitting.length === 0) throw new UsageError(`no file fits ${path}: check the pattern`);
  return fitting;
}

/** Goes through files and folders and remembers where it has been. */
class Walk {
  private readonly inputs: FoundInput[] = [];
  private readonly leftOut: LeftOut[] = [];
  private readonly repeats: { path: string; of: string }[] = [];
  /** By identity, so that links and other spellings of a path lead to one entry. */
  private readonly known = new Map<string, { readonly path: string; readonly argument: number }>();

  start(path: string, argument: number): void {
    try {
      if (path === '-') this.take({ from: 'standard input', path }, '-', argument);
      else this.visit(path, argument, 'named');
    } catch (error) {
      throw new UsageError(`${path} cannot be read: ${refusal(error)}`);
    }
  }

  found(): Found {
    const byPath = (a: { path: string }, b: { path: string }) => compareText(a.path, b.path);
    const { inputs, leftOut, repeats } = this;
    return { inputs: inputs.sort(byPath), leftOut: leftOut.sort(byPath), repeats: repeats.sort(byPath) };
  }

  /** Takes a file or everything below a folder. Throws the system's refusal to open it. */
  private visit(path: string, argument: number, how: 'named' | 'met'): void {
    const stats = statSync(path, { bigint: true });
    const identity = identityOf(path, stats);
    if (stats.isFile()) {
      accessSync(path, constants.R_OK);
      this.take({ from: 'file', path, stats }, identity, argument);
    } else if (stats.isFIFO() && how === 'named') {
      this.take({ from: 'pipe', path }, identity, argument);
    } else if (!stats.isDirectory()) {
      this.leftOut.push({ path, reason: 'a pipe, socket or device, not a file' });
    } else {
      const names = readdirSync(path).sort(compareText);
      // A folder met again through a link, perhaps in a circle, is nothing to speak of; one named again is.
      if (this.isKnown(identity, path, argument, how)) return;
      for (const name of names) if (!isVersionControl(name)) this.visitInside(path, name, argument);
    }
  }

  private visitInside(folder: string, name: string, argument: number): void {
    const path = folder.endsWith('/') ? folder + name : `${folder}/${name}`;
    try {
      this.visit(path, argument, 'met');
    } catch (error) {
      this.leftOut.push({ path, reason: `cannot be read: ${refusal(error)}` });
    }
  }

  private take(input: FoundInput, identity: string, argument: number): void {
    if (!this.isKnown(identity, input.path, argument, 'named')) this.inputs.push(input);
  }

  /** Whether something was met before, and if not, remembers it. Meeting it again by the same path of the same argument is no repeat. */
  private isKnown(identity: string, path: string, argument: number, how: 'named' | 'met'): boolean {
    const known = this.known.get(identity);
    if (known === undefined) this.known.set(identity, { path, argument });
    else if (how === 'named' && !(known.path === path && known.argument === argument))
      this.repeats.push({ path, of: known.path });
    return known !== undefined;
  }
}

/** What tells a file or folder from all others, whatever name leads to it. */
const identityOf = (path: string, { dev, ino }: BigIntStats): string =>
  // Some file systems number nothing.
  ino === 0n ? realpathSync(path) : `${dev}:${ino}`;
