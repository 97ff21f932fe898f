import { join } from 'node:path';
import { exportOf, folder } from './data.mjs';
import { measure } from './measure.mjs';
import { binary } from './ways.mjs';

/** What little inputs cost: a bare Node, then ours, in turn; what was measured of each, by its name, the bare Node first. */
export async function startUp(repeats) {
  const { path } = exportOf('csv-iso', 1e6);
  const commands = [
    ['node -e 0', ['-e', '0']],
    ['vaultreplay --version', [binary, '--version']],
    ['vaultreplay run, 1 MB', [binary, 'run', path, '--quiet']],
    ['vaultreplay run --format json, 1 MB', [binary, 'run', path, '--quiet', '--format', 'json']],
  ];
  const runs = commands.map(([name]) => [name, []]);
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [i, [, args]] of commands.entries())
      runs[i][1].push(await measure(args, join(folder, 'start-up.txt')));
  return runs;
}
