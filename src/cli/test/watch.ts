import { type ChildProcess, spawn } from 'node:child_process';
import { type FSWatcher, statSync, watch as watchPath } from 'node:fs';
import { dirname } from 'node:path';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';

const settled = 150;

/**
 * Runs this command line without `--watch`, and again whenever something below the paths changes, until the process is told to end. Each
 * run is a process of its own, so that changed detections are loaded anew.
 */
export async function watchAndRun(paths: readonly string[]): Promise<void> {
  const argv = process.argv.slice(1).filter((word) => word !== '--watch');
  let running: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  const start = () => {
    running?.kill();
    running = spawn(process.execPath, [...process.execArgv, ...argv], { stdio: 'inherit' });
  };
  const soon = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(start, settled);
  };
  const watchers = paths.map((path) => watcherOf(path, soon));
  start();
  await new Promise<void>((ended) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended());
  });
  for (const watcher of watchers) watcher.close();
  if (timer !== null) clearTimeout(timer);
  (running as ChildProcess | null)?.kill();
}

function watcherOf(path: string, changed: () => void): FSWatcher {
  try {
    const folder = statSync(path).isDirectory();
    // Editors replace files, so the folder is watched.
    return watchPath(folder ? path : dirname(path), { recursive: folder }, changed);
  } catch (error) {
    throw new UsageError(`${path} cannot be watched: ${refusal(error)}`);
  }
}
