import yargs from 'yargs';
import { engine } from '../reports/engine.js';
import type { Command, CommandEntry } from './command.js';

const exitCodes =
  'Exit codes: 0 ran, 1 --fail-on reached or a test failed, 2 wrong usage, unreadable input or broken test (with --strict: trouble with the data too), 3 a fault of vaultreplay.';

/** A parser that only prints help, in English, without looking for locale or project files. */
const helpPrinter = (usage: string, width: number) =>
  yargs([]).detectLocale(false).scriptName(engine.name).version(false).help().usage(usage).wrap(width);

/** The help of one command, for a terminal of so many columns. */
export const commandHelp = (entry: CommandEntry, command: Command, width: number): Promise<string> =>
  helpPrinter(`$0 ${entry.usage}\n\n${entry.description}`, width)
    .options({ ...command.options })
    .example(command.examples.map(([line, does]) => [line, does] as [string, string]))
    .epilogue(exitCodes)
    .getHelp();

/** The overview of all commands. */
export function overview(commands: Iterable<CommandEntry>, width: number): Promise<string> {
  const printer = helpPrinter(
    '$0 <command>\n\nReplays exported Azure Key Vault logs through detections, offline',
    width,
  ).epilogue(`$0 <command> --help shows the options of a command.\n\n${exitCodes}`);
  for (const { usage, description } of commands) printer.command(usage, description);
  return printer.getHelp();
}
