import parser from 'yargs-parser';
import { suggestion } from '../records/nearest.js';
import { UsageError } from '../records/usage-error.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import type { OptionTable } from './command.js';

/** What stands after the name of a command. */
export interface Parsed {
  readonly positionals: readonly string[];
  readonly options: { readonly [name: string]: unknown };
}

/** Reads the arguments of a command by its options, each word as it stands. Throws a UsageError on an unknown option, a missing or a repeated value. */
export function parseArguments(argv: readonly string[], table: OptionTable): Parsed {
  const names = Object.keys(table);
  refuseSwitchValues(argv, table);
  // The parser of yargs alone: yargs itself takes long to load, and stumbles over an unknown option called --constructor.
  const { _: positionals, ...options } = parser(withNumbersBelowZero(argv, table), {
    array: names.filter((name) => table[name]!.array === true),
    boolean: names.filter((name) => table[name]!.type === 'boolean'),
    string: names.filter((name) => table[name]!.type === 'string'),
    configuration: {
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  });
  for (const [name, value] of Object.entries(options)) checkOption(name, value, table);
  return { positionals: positionals.map(String), options };
}

/** Holds words such as `--strict=yes` against options that are only there or not; the parser would take them for no. */
function refuseSwitchValues(argv: readonly string[], table: OptionTable): void {
  for (const word of argv.slice(0, endOfOptions(argv))) {
    const [, name = ''] = /^--([^=]+)=/.exec(word) ?? [];
    if (Object.hasOwn(table, name) && table[name]!.type === 'boolean')
      throw new UsageError(`--${name} takes no value`);
  }
}

/** The words with `--frequency -1h` as `--frequency=-1h`, so that the value is refused and not taken for the option `-1`. */
function withNumbersBelowZero(argv: readonly string[], table: OptionTable): string[] {
  const words = [...argv];
  for (let i = endOfOptions(argv) - 1; i > 0; i--) {
    const [, name = ''] = /^--(.+)$/.exec(words[i - 1]!) ?? [];
    const takesValue = Object.hasOwn(table, name) && table[name]!.type !== 'boolean';
    if (takesValue && /^-\d/.test(words[i]!)) words.splice(i - 1, 2, `--${name}=${words[i]}`);
  }
  return words;
}

/** The place of `--`, after which words are no options; the number of words when it is not there. */
export function endOfOptions(argv: readonly string[]): number {
  const at = argv.indexOf('--');
  return at < 0 ? argv.length : at;
}

function checkOption(name: string, value: unknown, table: OptionTable): void {
  const option = Object.hasOwn(table, name) ? table[name]! : undefined;
  const dashed = `${name.length === 1 ? '-' : '--'}${visibleExcerpt(name)}`;
  if (option === undefined)
    throw new UsageError(
      `unknown option ${dashed}.${suggestion(
        dashed,
        Object.keys(table).map((known) => `--${known}`),
      )}`,
    );
  const values = Array.isArray(value) ? value : [value];
  if (option.type !== 'boolean' && (values.length === 0 || values.includes('')))
    throw new UsageError(`${dashed} needs a value`);
  if (values.length > 1 && option.array !== true)
    throw new UsageError(`${dashed} stands twice: give it once`);
}
