import type { Detection } from '../findings/detection.js';
import { jsonLines, jsonObject } from '../reports/json-chunks.js';
import { type TableColumn, tableRows } from '../reports/text/columns.js';
import { flow } from '../reports/text/flow.js';
import type { TextStyle } from '../reports/text/style.js';
import { visibleText } from '../reports/visible-text.js';
import { command } from './command.js';
import { exitCode } from './exit-code.js';
import { configurationOptions } from './options/configuration-options.js';
import { detectionOptions } from './options/detection-options.js';
import { oneOf } from './options/one-of.js';
import { outputOptions } from './options/output-options.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { deliver } from './output/deliver.js';
import { checkFileTarget } from './output/file-target.js';
import { textStyle } from './output/text-style.js';
import { noFurther } from './positionals.js';
import { chooseDetections } from './select-detections.js';
import { configuredBy } from './triage/read-configuration.js';

/** `list`: every detection with its severity, technique, and whether it is on. */
export const list = command({
  options: { ...detectionOptions, ...ownDetectionsOption, ...configurationOptions, ...outputOptions },
  examples: [
    ['$0 list', 'All detections'],
    ['$0 list --min-severity high --format json', 'The high ones, for a program'],
  ],
  async run(positionals, options, { detections: known, streams }) {
    noFurther(positionals);
    const format = oneOf('--format', options.format, ['text', 'json']) ?? 'text';
    if (options.output !== undefined) checkFileTarget(options.output);
    const { detections } = await configuredBy(options, known);
    const { selected, off } = chooseDetections(detections, options);
    const listed = detections.filter((one) => selected.includes(one) || off.includes(one));
    const text = format === 'json' ? listJson(listed) : listText(listed, textStyle(options, streams));
    await deliver(text, options.output, streams);
    return exitCode.ran;
  },
});

const listJson = (detections: readonly Detection[]): Generator<string> =>
  jsonObject([
    [
      'detections',
      jsonLines(
        detections.map(({ id, title, severity, tactics, techniques, offBecause }) => ({
          id,
          title,
          severity,
          tactics,
          techniques,
          on: offBecause === undefined,
          offBecause: offBecause ?? null,
        })),
      ),
    ],
  ]);

const columns: readonly TableColumn[] = [
  { heading: 'Detection', align: 'start' },
  { heading: 'Severity', align: 'start' },
  { heading: 'Technique', align: 'start' },
  { heading: 'Runs', align: 'start' },
];

/** The reasons why more than one detection is off, in order; each is told once, below the detections, by its number. */
function sharedReasons(detections: readonly Detection[]): readonly string[] {
  const reasons = detections.flatMap(({ offBecause }) => offBecause ?? []);
  return [...new Set(reasons.filter((reason, i) => reasons.indexOf(reason) !== i))];
}

function* listText(detections: readonly Detection[], { width, palette }: TextStyle): Generator<string> {
  const shared = sharedReasons(detections);
  const numberOf = (reason: string) => `[${shared.indexOf(reason) + 1}]`;
  const isShared = (reason: string | undefined): reason is string =>
    reason !== undefined && shared.includes(reason);
  const rows = detections.map(({ id, severity, techniques, offBecause }) => [
    visibleText(id),
    { text: severity, paint: palette[severity] },
    techniques.map(visibleText).join(' '),
    offBecause === undefined ? 'on' : `off${isShared(offBecause) ? ` ${numberOf(offBecause)}` : ''}`,
  ]);
  const [heading = [], ...lines] = tableRows(columns, rows, width);
  for (const line of heading) yield `${palette.faint(line)}\n`;
  const below = { first: 2, rest: 2, width };
  for (const [i, { title, offBecause }] of detections.entries()) {
    for (const line of lines[i]!) yield `${line}\n`;
    for (const line of flow([visibleText(title)], below)) yield `${line}\n`;
    if (offBecause !== undefined && !isShared(offBecause))
      for (const line of flow([{ text: `off: ${visibleText(offBecause)}`, paint: palette.faint }], below))
        yield `${line}\n`;
  }
  for (const reason of shared) {
    const text = `${numberOf(reason)} off: ${visibleText(reason)}`;
    yield '\n';
    for (const line of flow([{ text, paint: palette.faint }], { first: 0, rest: 4, width }))
      yield `${line}\n`;
  }
}
