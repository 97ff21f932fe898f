import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences } from './compare.mjs';
import { exportOf, folder } from './data.mjs';
import { queries } from './duckdb/queries.mjs';
import { measure } from './measure.mjs';

/**
 * Replays one export by every way in turn, so many times: what was measured of each way, by its name. Throws when two ways find
 * different rows.
 */
export async function race({ shape, bytes, order, repeats, ways }) {
  const { path, size } = exportOf(shape, bytes, order);
  await readThrough(path);
  const outputOf = (way) => join(folder, `result-${ways.indexOf(way)}.json`);
  const runs = new Map(ways.map(({ name }) => [name, []]));
  let detections = [];
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const way of ways) {
      console.error(`${repeat + 1} of ${repeats}: ${shape}, ${Math.round(size / 1e6)} MB, ${way.name}`);
      runs.get(way.name).push(await measure(way.args({ path, shape, detections }), outputOf(way)));
      if (way === ways[0] && repeat === 0) detections = comparable(readResult(outputOf(way)));
    }
  if (detections.length === 0) throw new Error(`there is nothing to compare in ${outputOf(ways[0])}`);
  const [first, ...others] = ways.map((way) => ({ ...way, result: readResult(outputOf(way)) }));
  for (const { name, side, result } of others) {
    const names = side === first.side ? tablesOf(first.result, result) : detections;
    const lines = differences(first.result, result, names);
    if (lines.length > 0)
      throw new Error(
        [`${first.name} (left) and ${name} (right) find different rows in ${path}`, ...lines].join('\n  '),
      );
  }
  return { shape, bytes, size, runs, detections, rows: rowsIn(first.result, detections) };
}

/** The names of the tables that any of some results has. */
const tablesOf = (...results) => [
  ...new Set(results.flatMap(({ tables }) => tables.map(({ name }) => name))),
];

/** The detections of our result that DuckDB has too. */
const comparable = ({ tables }) =>
  tables.map(({ name }) => name).filter((name) => Object.hasOwn(queries, name));

const rowsIn = ({ tables }, names) =>
  tables.filter(({ name }) => names.includes(name)).reduce((sum, { rows }) => sum + rows.length, 0);

const readResult = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Reads a file, so that it is in memory for whoever comes first as well. */
async function readThrough(path) {
  for await (const _ of createReadStream(path, { highWaterMark: 1 << 20 }));
}
