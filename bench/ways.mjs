import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The built command line. */
export const binary = at('../dist/bin/vaultreplay.js');
const duckdb = at('./duckdb/run.mjs');

/** The ways a file is replayed: each by its names and by what Node is given for it. The first is ours with one thread. */
export function ways(threads) {
  const counts = threads === 1 ? [1] : [1, threads];
  return [
    ...counts.map((count) => ({
      name: `vaultreplay, ${threadsText(count)}`,
      side: 'ours',
      args: ({ path }) => [binary, ...ourOptions, '--threads', String(count), path],
    })),
    ...counts.map((count) => duckdbWay('load', count)),
    duckdbWay('scan', threads),
  ];
}

const ourOptions = ['run', '--format', 'json', '--quiet'];

const duckdbModes = {
  load: { name: 'DuckDB, loads once', short: 'load' },
  scan: { name: 'DuckDB, each query reads', short: 'scan' },
};

const duckdbWay = (mode, threads) => ({
  name: `${duckdbModes[mode].name}, ${threadsText(threads)}`,
  short: `${duckdbModes[mode].short} ${threads}`,
  side: 'theirs',
  args: ({ path, shape, detections }) => [
    duckdb,
    path,
    ...['--shape', shape, '--mode', mode, '--threads', String(threads)],
    ...detections.flatMap((id) => ['--only', id]),
  ],
});

const threadsText = (count) => (count === 1 ? '1 thread' : `${count} threads`);
