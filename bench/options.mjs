import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { sources } from './duckdb/source.mjs';
import { bytesOf } from './sizes.mjs';

/** What the benchmark takes. */
export const usage = `usage: npm run bench -- [--sizes 50MB,200MB] [--shapes ${Object.keys(sources).join(',')}]
  [--order asc|desc|shuffled] [--rounds 3] [--threads N] [--profile]`;

/** The options of the benchmark. Throws an error to show when one is wrong. */
export function optionsOf(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      sizes: { type: 'string', default: '50MB,200MB' },
      shapes: { type: 'string', default: Object.keys(sources).join(',') },
      order: { type: 'string', default: 'asc' },
      rounds: { type: 'string', default: '3' },
      threads: { type: 'string', default: String(availableParallelism()) },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    sizes: values.sizes.split(',').map((text) => bytesOf(text) ?? wrong('--sizes', text)),
    shapes: values.shapes.split(',').map((name) => known('--shapes', name, Object.keys(sources))),
    order: known('--order', values.order, ['asc', 'desc', 'shuffled']),
    rounds: count('--rounds', values.rounds),
    threads: count('--threads', values.threads),
    profile: values.profile,
  };
}

const known = (option, text, names) => (names.includes(text) ? text : wrong(option, text));
const count = (option, text) => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : wrong(option, text));

function wrong(option, text) {
  throw new Error(`${option} does not take ${JSON.stringify(text)}`);
}
