import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOrder, LEAST_ROWS, makeLog } from './generator/log.mjs';
import { shapes } from './generator/shapes.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const seed = 1;

/** Where what the benchmark makes is kept, ignored by git. */
export const folder = join(here, 'data');

/** A made-up export of about so many bytes, made where it is not there yet: its path and its size. */
export function exportOf(shapeName, bytes, order = 'asc') {
  const path = join(folder, `${shapeName}-${order}-${bytes}-${generatorVersion()}`);
  if (!existsSync(path)) {
    console.error(`making ${path}`);
    mkdirSync(folder, { recursive: true });
    // Half a file is none.
    write(`${path}.part`, shapes[shapeName], bytes, order);
    renameSync(`${path}.part`, path);
  }
  return { path, size: statSync(path).size };
}

/** Another generator makes other files. */
function generatorVersion() {
  const sources = readdirSync(join(here, 'generator')).sort();
  const hash = createHash('sha256');
  for (const name of sources) hash.update(readFileSync(join(here, 'generator', name)));
  return hash.digest('hex').slice(0, 8);
}

function write(path, shape, bytes, order) {
  const log = makeLog({ seed, rows: rowsFor(bytes, shape) });
  const file = openSync(path, 'w');
  let waiting = shape.head();
  const flush = () => {
    const data = Buffer.from(waiting);
    for (let at = 0; at < data.length; ) at += writeSync(file, data, at);
    waiting = '';
  };
  for (const [i, number] of inOrder(log, order, seed).entries()) {
    if (i > 0) waiting += shape.between ?? '';
    waiting += shape.row(log.rowAt(number));
    if (waiting.length > 1 << 20) flush();
  }
  waiting += shape.tail?.() ?? '';
  flush();
  closeSync(file);
}

/** How many rows make about so many bytes: by the mean of rows from all over a log of about that size. */
function rowsFor(bytes, shape) {
  const guess = Math.max(LEAST_ROWS, Math.round(bytes / 1200));
  const log = makeLog({ seed, rows: guess });
  const step = Math.max(1, Math.floor(guess / 4000));
  let seen = 0;
  let total = 0;
  for (let k = 0; k < guess; k += step) {
    total += Buffer.byteLength(shape.row(log.rowAt(k))) + (shape.between?.length ?? 0);
    seen++;
  }
  return Math.max(LEAST_ROWS, Math.round((bytes - shape.head().length) / (total / seen)));
}
