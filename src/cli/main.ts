import type { Detection } from '../findings/detection.js';
import { suggestion } from '../records/nearest.js';
import { UsageError } from '../records/usage-error.js';
import { engine } from '../reports/engine.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import type { CommandEntry } from './command.js';
import { commands } from './commands.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { widthOf } from './output/look.js';
import { ClosedPipe, writeStream } from './output/write-stream.js';
import type { Streams } from './streams.js';

/** Gives the detections when a command needs them; `--version` and `--help` do without. */
export type DetectionList = () => Promise<readonly Detection[]>;

/**
 * The command line: takes the arguments after the program's name, writes the result to stdout and everything else to stderr,
 * and gives the exit code. Never throws.
 */
export async function main(
  argv: readonly string[],
  detections: DetectionList,
  streams: Streams,
): Promise<ExitCode> {
  // What a write fails with comes back from the write itself; unheard, it would end the process.
  for (const stream of [streams.stdout, streams.stderr]) stream.on('error', () => {});
  try {
    return await dispatch(argv, detections, streams);
  } catch (error) {
    return explainFailure(error, streams);
  }
}

async function dispatch(
  [name, ...rest]: readonly string[],
  detections: DetectionList,
  streams: Streams,
): Promise<ExitCode> {
  switch (name) {
    case '--version':
    case '-V':
      return print(`${engine.version}\n`, streams);
    case '--help':
    case '-h':
    case 'help':
      return rest[0] !== undefined && commands.has(rest[0])
        ? dispatch([rest[0], '--help'], detections, streams)
        : print(await overviewText(streams), streams);
  }
  return runCommand(entryOf(name), rest, detections, streams);
}

async function runCommand(
  entry: CommandEntry,
  argv: readonly string[],
  detections: DetectionList,
  streams: Streams,
): Promise<ExitCode> {
  const command = await entry.load();
  const { endOfOptions, parseArguments } = await import('./parse.js');
  if (argv.slice(0, endOfOptions(argv)).some((word) => word === '--help' || word === '-h')) {
    const { commandHelp } = await import('./help.js');
    return print(`${await commandHelp(entry, command, widthOf(streams.stdout))}\n`, streams);
  }
  const { positionals, options } = parseArguments(argv, command.options);
  const known = await detections();
  const folder = command.options['detections'] === ownDetectionsOption.detections && options['detections'];
  const own = typeof folder === 'string' ? await loadOwn(folder, known) : [];
  return command.run(positionals, options, { detections: [...known, ...own], streams });
}

async function loadOwn(folder: string, known: readonly Detection[]): Promise<readonly Detection[]> {
  const { loadFolder } = await import('./detections/load-folder.js');
  return loadFolder(folder, known);
}

function entryOf(name: string | undefined): CommandEntry {
  const names = [...commands.keys()];
  if (name === undefined)
    throw new UsageError(`name a command: ${names.join(', ')}; \`vaultreplay --help\` explains them`);
  const entry = commands.get(name);
  if (entry !== undefined) return entry;
  if (name.startsWith('-'))
    throw new UsageError(
      `the command comes first, then its options: ${visibleExcerpt(name)} is none of ${names.join(', ')}`,
    );
  throw new UsageError(
    `unknown command ${visibleExcerpt(name)}.${suggestion(name, names)} The commands are ${names.join(', ')}`,
  );
}

async function overviewText({ stdout }: Streams): Promise<string> {
  const { overview } = await import('./help.js');
  return `${await overview(commands.values(), widthOf(stdout))}\n`;
}

async function print(text: string, { stdout }: Streams): Promise<ExitCode> {
  await writeStream(stdout, [text]);
  return exitCode.ran;
}

/** Says on stderr, in one line, why a command ended; a reader of our output that has gone is no failure. */
async function explainFailure(error: unknown, { stderr, env }: Streams): Promise<ExitCode> {
  if (error instanceof ClosedPipe) return exitCode.ran;
  const usage = error instanceof UsageError;
  const message = visibleExcerpt(error instanceof Error ? error.message : String(error));
  const trace =
    !usage && (env['VAULTREPLAY_DEBUG'] ?? '') !== '' && error instanceof Error ? `\n${error.stack}` : '';
  const line = usage
    ? `vaultreplay: ${message}`
    : `vaultreplay: a fault of ours: ${message}. Please report it with the command line and VAULTREPLAY_DEBUG=1 set${trace}`;
  await writeStream(stderr, [`${line}\n`]).catch(() => {});
  return usage ? exitCode.usage : exitCode.fault;
}
