import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { sources } from './duckdb/source.mjs';
import { bytesOf } from './sizes.mjs';

const allShapes = Object.keys(sources).join(',');

/** What the benchmark takes. */
export const usage = `usage: npm run bench -- [--sizes 50MB,200MB] [--shapes ${allShapes}]
  [--order asc|desc|shuffled] [--repeats 3] [--threads N] [--markdown]
       npm run bench -- --profile [--shape csv-iso] [--size 200MB] [--order asc|desc|shuffled] [--threads N]`;

/** The options of the benchmark. Throws an error to show when one is wrong. */
export function optionsOf(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      sizes: { type: 'string', default: '50MB,200MB' },
      shapes: { type: 'string', default: allShapes },
      size: { type: 'string', default: '200MB' },
      shape: { type: 'string', default: 'csv-iso' },
      order: { type: 'string', default: 'asc' },
      repeats: { type: 'string', default: '3' },
      threads: { type: 'string', default: String(availableParallelism()) },
      profile: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  return {
    sizes: values.sizes.split(',').map((text) => bytesOf(text) ?? wrong('--sizes', text)),
    shapes: values.shapes.split(',').map((name) => known('--shapes', name, Object.keys(sources))),
    size: bytesOf(values.size) ?? wrong('--size', values.size),
    shape: known('--shape', values.shape, Object.keys(sources)),
    order: known('--order', values.order, ['asc', 'desc', 'shuffled']),
    repeats: count('--repeats', values.repeats),
    threads: count('--threads', values.threads),
    profile: values.profile,
    markdown: values.markdown,
  };
}

const known = (option, text, names) => (names.includes(text) ? text : wrong(option, text));
const count = (option, text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : wrong(option, text));

function wrong(option, text) {
  throw new Error(`${option} does not take ${JSON.stringify(text)}`);
}
