// `npm run bench`: vaultreplay and DuckDB side by side over made-up exports. See README.md beside this file.

import { cpus, totalmem } from 'node:os';
import { exportOf } from './data.mjs';
import { digits } from './figures.mjs';
import { optionsOf, usage } from './options.mjs';
import { profile, profileTables } from './profile.mjs';
import { race } from './replay-race.mjs';
import { raceTable, scalingTable, startTable } from './report.mjs';
import { startUp } from './start-up.mjs';
import { ways as waysFor } from './ways.mjs';

const startRounds = 9;

async function main() {
  const { sizes, shapes, order, rounds, threads, profile: profiled } = options();
  const ways = waysFor(threads);
  if (profiled) {
    for (const shape of shapes) await showProfile(ways[0], shape, sizes[0], order);
    return;
  }
  await needDuckDB();
  console.log(`${await machine()}\n`);
  console.log(`### Start-up\n\n${startTable(await startUp(startRounds))}`);
  const races = [];
  for (const bytes of sizes)
    for (const shape of shapes) {
      const result = await race({ shape, bytes, order, rounds, ways });
      races.push(result);
      console.log(
        `### ${shape}, ${digits(result.size / 1e6)} MB: the same ${digits(result.rows)} rows of ${result.detections.length} detections\n\n${raceTable(result, ways)}`,
      );
    }
  console.log(`### Scaling\n\n${scalingTable(races, ways)}`);
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

/** When and on what: a line for the page of results. */
async function machine() {
  const { version } = await import('@duckdb/node-api');
  const [{ model }] = cpus();
  const memory = `${digits(totalmem() / 2 ** 30)} GiB`;
  const date = new Date().toISOString().slice(0, 10);
  return `${date}: ${cpus().length} cores (${model.trim()}), ${memory}, Node ${process.version}, DuckDB ${version()}.`;
}

async function showProfile(way, shape, bytes, order) {
  const { path, size } = exportOf(shape, bytes, order);
  const profiles = await profile(way.args({ path, shape }));
  console.log(`### ${shape}, ${digits(size / 1e6)} MB: ${way.name}\n\n${profileTables(profiles).join('\n')}`);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
