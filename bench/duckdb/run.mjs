// The other side of the benchmark, a process of its own: published detections in DuckDB.
//
//   node bench/duckdb/run.mjs FILE --shape csv-iso --mode load|scan --threads 2 --only published/firewall-allow-all ..
//
// Prints `{"tables":[..]}` as `vaultreplay run --format json` has it. `load` reads the file once into a table that holds what the
// queries need and no more, times parsed; with `scan` each query reads the file.

import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { columnsOf, queries } from './queries.mjs';
import { sources } from './source.mjs';
import { cellOf } from './values.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    shape: { type: 'string' },
    mode: { type: 'string' },
    threads: { type: 'string' },
    only: { type: 'string', multiple: true },
  },
});

const instance = await DuckDBInstance.create(':memory:', { threads: values.threads });
const connection = await instance.connect();
const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRows();

const kind = values.mode === 'load' ? 'TABLE' : 'VIEW';
await connection.run(`CREATE TEMP ${kind} logs AS ${sources[values.shape](positionals[0])}`);
const [[now]] = await rowsOf('SELECT max(ticks) FROM logs');
const tables = [];
for (const name of values.only) {
  const columns = columnsOf(queries[name]);
  const rows = await rowsOf(queries[name].sql(now));
  tables.push({
    name,
    columns,
    rows: rows.map((row) => row.map((value, at) => cellOf(value, columns[at].type))),
  });
}
process.stdout.write(`${JSON.stringify({ tables })}\n`);
