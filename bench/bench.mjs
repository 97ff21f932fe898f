// `npm run bench`: vaultreplay and DuckDB side by side over made-up exports. See README.md beside this file.

import { cpus, loadavg, totalmem } from 'node:os';
import { exportOf } from './data.mjs';
import { digits } from './figures.mjs';
import { optionsOf, usage } from './options.mjs';
import { profile, profileTables } from './profile.mjs';
import { race } from './replay-race.mjs';
import { raceTable, scalingTable, startTable } from './report.mjs';
import { startUp } from './start-up.mjs';
import { ways as waysFor } from './ways.mjs';

const startRepeats = 11;

async function main() {
  const { sizes, shapes, order, repeats, threads, markdown, ...given } = options();
  const ways = waysFor(threads);
  if (given.profile) return showProfile({ ...given, order, ways });
  await needDuckDB();
  const section = [];
  // A section of README.md comes in one piece: none when two ways differ.
  const show = markdown ? (text) => section.push(text) : (text) => console.log(text);
  show(`${await machine(markdown)}\n`);
  show(`### Start-up\n\n${startTable(await startUp(startRepeats))}`);
  const races = [];
  for (const bytes of sizes)
    for (const shape of shapes) {
      const result = await race({ shape, bytes, order, repeats, ways });
      races.push(result);
      show(
        `### ${shape}, ${digits(result.size / 1e6)} MB: the same ${digits(result.rows)} rows of ${result.detections.length} detections\n\n${raceTable(result, ways)}`,
      );
    }
  show(`### Scaling\n\n${scalingTable(races, ways)}`);
  if (markdown) console.log(section.join('\n'));
}

function options() {
  try {
    return optionsOf(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

async function needDuckDB() {
  try {
    await import('@duckdb/node-api');
  } catch (error) {
    console.error(
      `the benchmark needs @duckdb/node-api, which \`npm ci\` installs: ${error.message.split('\n')[0]}`,
    );
    process.exit(2);
  }
}

/** When and on what: a line, or the beginning of a section of README.md. */
async function machine(asSection) {
  const { version } = await import('@duckdb/node-api');
  const [{ model }] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  const memory = `${digits(totalmem() / 2 ** 30)} GiB`;
  const load = digits(loadavg()[0], 1);
  const text = `${cpus().length} cores (${model.trim()}), ${memory}, Node ${process.version}, DuckDB ${version()}, load average ${load} at the start`;
  return asSection ? `## ${date}\n\n${text}.` : `${date}: ${text}.`;
}

/** Where the time of ours goes on all the threads, thread by thread. */
async function showProfile({ shape, size: bytes, order, ways }) {
  const { path, size } = exportOf(shape, bytes, order);
  const way = ways.findLast(({ side }) => side === 'ours');
  for (const [thread, own] of (await profile(way.args({ path }))).entries()) {
    const name = thread === 0 ? 'main thread' : `worker ${thread}`;
    console.log(
      `### ${shape}, ${digits(size / 1e6)} MB, ${way.name}: ${name}\n\n${profileTables(own).join('\n')}`,
    );
  }
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
