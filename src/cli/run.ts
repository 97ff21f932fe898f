import { replay } from '../engine/replay.js';
import { replaySchedule } from '../engine/schedule/replay-schedule.js';
import { atLeast, type Severity, severities } from '../findings/detection.js';
import type { ReplayResult } from '../findings/finding.js';
import { UsageError } from '../records/usage-error.js';
import { countText } from '../reports/count-text.js';
import { threadsFor } from '../threads/threads-for.js';
import { historyCompanions, withColdStarts } from '../triage/cold-start.js';
import { companionsApart } from '../triage/companions.js';
import { familyCompanions, withFamilies } from '../triage/families.js';
import { scheduledHistoryCompanions } from '../triage/scheduled-cold-start.js';
import { type CommandContext, command } from './command.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { notice } from './notice.js';
import { openInputs } from './open-inputs.js';
import { allowOptions, configurationOptions } from './options/configuration-options.js';
import { countOption } from './options/count-option.js';
import { detectionOptions } from './options/detection-options.js';
import { inputOptions, timeOptions } from './options/input-options.js';
import { instantOption } from './options/instant-option.js';
import { oneOf } from './options/one-of.js';
import { allOption, outputOptions, quietOption, strictOption } from './options/output-options.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { scheduleChoice, scheduleOptions } from './options/schedule-options.js';
import { reportFormats, reportTarget } from './output/report-target.js';
import { sideReport } from './output/side-report.js';
import { textStyle } from './output/text-style.js';
import { writeReport } from './output/write-report.js';
import { noIds } from './positionals.js';
import { refuseIdle } from './refuse-idle.js';
import { refuseNothing } from './refuse-nothing.js';
import { selectDetections } from './select-detections.js';
import { strictExit } from './strict.js';
import { allowEntries, configuredBy } from './triage/read-configuration.js';
import { triaged } from './triage/triaged.js';

const options = {
  ...detectionOptions,
  ...ownDetectionsOption,
  ...timeOptions,
  ...scheduleOptions,
  ...outputOptions,
  format: { type: 'string', describe: `${reportFormats.join(', ')}; text without it` },
  output: {
    type: 'string',
    describe: 'Write to this file, or csv tables to this folder, instead of standard output',
  },
  'raw-csv': {
    type: 'boolean',
    describe: 'Leave csv cells as they are that a spreadsheet would run as formulas',
  },
  ...allOption,
  pivots: {
    type: 'boolean',
    describe: 'Show what the findings name: actors, applications, addresses, vaults, items',
  },
  ...configurationOptions,
  ...allowOptions,
  'fail-on': {
    type: 'string',
    describe: `Exit with 1 when a finding has at least this severity: ${severities.join(', ')}`,
  },
  ...strictOption,
  'strict-columns': {
    type: 'boolean',
    describe: 'Skip a detection that names a column no input has, instead of reading it as empty',
  },
  ...inputOptions,
  threads: {
    type: 'string',
    describe:
      'How many threads read inputs of 64 MB and more; one without it, and all processors from 1.5 GB on',
  },
  ...quietOption,
} as const;

/** `run`: replays exports through the detections and reports what they found. */
export const run = command({
  options,
  examples: [
    ['$0 run exports/', 'Everything in a folder, through all detections that are on'],
    [
      '$0 run query_data.csv --only "published/*" --now 2026-04-30',
      'Some detections, as on a day of your choice',
    ],
    ['$0 run exports/ --format json --output report.json', 'All there is to know, for a program'],
    [
      'zcat logs.json.gz | $0 run - --fail-on high --quiet',
      'In a pipeline: exit code 1 when something serious is found',
    ],
  ],
  async run(paths, given, { detections: known, streams }) {
    const format = oneOf('--format', given.format, reportFormats) ?? 'text';
    const failOn = oneOf('--fail-on', given['fail-on'], severities);
    if (given.pivots === true && given.quiet === true && format !== 'text' && format !== 'json')
      throw new UsageError(
        `--pivots has no room in ${format}, and --quiet keeps them from stderr: use text or json`,
      );
    const times = {
      now: instantOption('--now', given.now),
      from: instantOption('--from', given.from),
      to: instantOption('--to', given.to),
    };
    const schedule = scheduleChoice(given);
    const threads = countOption('--threads', given.threads);
    if (times.from !== undefined && times.to !== undefined && times.from >= times.to)
      throw new UsageError('--from must lie before --to');
    const configured = await configuredBy(given, known);
    const { detections } = configured;
    const entries = await allowEntries(given, configured);
    if (given['show-allowed'] === true && entries === null)
      throw new UsageError(
        '--show-allowed shows what an allow list hides, and there is none: name one with --allow',
      );
    const { selected, off } = selectDetections(detections, given);
    noIds(paths, detections);
    const target = reportTarget(format, given.output, selected.length);
    const { source, progress } = await openInputs(paths, given, streams, 'run [paths..]');
    const companions = [
      ...familyCompanions(selected),
      ...(schedule === null ? historyCompanions(selected) : scheduledHistoryCompanions(selected)),
    ];
    const how = {
      ...times,
      columns: given['strict-columns'] === true ? 'strict' : 'lenient',
      threads: await threadsFor(
        source,
        selected.map(({ plan }) => plan),
        threads,
      ),
    } as const;
    const running =
      schedule === null
        ? replay([...selected, ...companions], source, how)
        : replaySchedule(selected, source, { ...how, ...schedule, companions });
    const ran = await running.finally(progress.clear);
    const { result: replayed, tables } = companionsApart(ran, companions);
    const families = withFamilies(withColdStarts(withOff(replayed, off), tables), tables);
    const result = triaged(families, { ...configured, entries }, given);
    const style = textStyle(given, streams);
    const formulas = given['raw-csv'] === true ? 'kept' : 'neutralised';
    await writeReport(result, { format, target, span: times, style, formulas }, streams);
    await sideReport(result, { format, target }, given, streams);
    refuseNothing(replayed.scan);
    refuseIdle(replayed);
    return (
      (await strictExit(result.troubles, given, streams)) ?? (await failExit(result, failOn, given, streams))
    );
  },
});

/** The result with the detections that are off among those that did not run. */
const withOff = (result: ReplayResult, off: CommandContext['detections']): ReplayResult => ({
  ...result,
  skipped: [
    ...result.skipped,
    ...off.map(({ id, offBecause }) => ({ detection: id, reason: `off: ${offBecause}`, columns: [] })),
  ],
});

async function failExit(
  { findings }: ReplayResult,
  failOn: Severity | null,
  given: { readonly quiet?: boolean | undefined },
  streams: CommandContext['streams'],
): Promise<ExitCode> {
  const reached = failOn === null ? 0 : findings.filter(({ severity }) => atLeast(severity, failOn)).length;
  if (reached === 0) return exitCode.ran;
  await notice(`--fail-on ${failOn} is reached by ${countText(reached, 'finding')}`, given, streams);
  return exitCode.failOn;
}
