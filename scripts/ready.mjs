// Makes a checkout ready to run: installs when package-lock.json changed, builds when a source is newer than dist.
// Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a command with its output on stderr, so that stdout carries only the result of the main job. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm.endsWith('.cmd'),
  });
  if (error) console.error(`cannot run ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** The newest modification time below a folder, in milliseconds. */
function newest(folder) {
  let latest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}

function install() {
  const lock = readFileSync(at('package-lock.json'), 'utf8');
  const mark = at('node_modules', '.vaultreplay-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  run(npm, ['ci', '--no-audit', '--no-fund']);
  writeFileSync(mark, lock);
}

function build() {
  const mark = at('dist', '.built');
  const sources = Math.max(
    ...['src', 'detections', 'bin'].map((folder) => newest(at(folder))),
    ...['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'].map(
      (file) => statSync(at(file)).mtimeMs,
    ),
  );
  if (existsSync(mark) && statSync(mark).mtimeMs >= sources) return;
  run(process.execPath, [at('scripts', 'build.mjs')]);
  writeFileSync(mark, '');
  // A source saved while the compiler ran must count as newer.
  utimesSync(mark, new Date(), new Date(sources));
}

install();
build();
