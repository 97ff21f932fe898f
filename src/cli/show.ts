import type { Detection } from '../findings/detection.js';
import { toKql } from '../plan/to-kql.js';
import { type Field, fieldLines } from '../reports/text/fields.js';
import { flow } from '../reports/text/flow.js';
import { paragraphs } from '../reports/text/paragraphs.js';
import type { TextStyle } from '../reports/text/style.js';
import { visibleText } from '../reports/visible-text.js';
import { command } from './command.js';
import { exitCode } from './exit-code.js';
import { configurationOptions } from './options/configuration-options.js';
import { oneOf } from './options/one-of.js';
import { outputOptions } from './options/output-options.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { deliver } from './output/deliver.js';
import { checkFileTarget } from './output/file-target.js';
import { textStyle } from './output/text-style.js';
import { firstAndRest, noFurther } from './positionals.js';
import { detectionNamed } from './select-detections.js';
import { parameterLines, parameterObjects } from './show/parameters.js';
import { configuredBy } from './triage/read-configuration.js';

/** `show`: one detection with everything that is known of it. */
export const show = command({
  options: { ...ownDetectionsOption, ...configurationOptions, ...outputOptions },
  examples: [['$0 show published/firewall-allow-all', 'One detection and its KQL']],
  async run(positionals, options, { detections, streams }) {
    const [id, further] = firstAndRest(positionals, 'show <id>');
    noFurther(further);
    const format = oneOf('--format', options.format, ['text', 'json']) ?? 'text';
    if (options.output !== undefined) checkFileTarget(options.output);
    const shown = detectionNamed(id, (await configuredBy(options, detections)).detections);
    const text = format === 'json' ? [showJson(shown)] : showText(shown, textStyle(options, streams));
    await deliver(text, options.output, streams);
    return exitCode.ran;
  },
});

function showJson(detection: Detection): string {
  const { id, title, description, severity, tactics, techniques, source, time, entities, notes } = detection;
  const { hardens } = detection;
  const offBecause = detection.offBecause ?? null;
  const { columns } = detection.plan;
  const kql = toKql(detection.plan);
  return `${JSON.stringify(
    {
      id,
      title,
      description,
      severity,
      tactics,
      techniques,
      source,
      offBecause,
      time,
      entities,
      notes,
      ...(detection.falsePositives !== undefined && { falsePositives: detection.falsePositives }),
      ...(hardens !== undefined && { hardens: { detection: hardens.detection, repairs: hardens.repairs } }),
      ...(detection.parameters !== undefined && { parameters: parameterObjects(detection) }),
      columns,
      kql,
    },
    null,
    2,
  )}\n`;
}

const showText = (detection: Detection, style: TextStyle): Generator<string> =>
  paragraphs([
    [style.palette.strong(visibleText(detection.title)), style.palette.faint(visibleText(detection.id))],
    flow([visibleText(detection.description)], { first: 0, rest: 0, width: style.width }),
    fieldLines(facts(detection), style),
    listLines('Notes', detection.notes, style),
    listLines('False positives', detection.falsePositives ?? [], style),
    listLines(`Repairs of ${detection.hardens?.detection}`, repairsOf(detection), style),
    parameterLines(detection, style),
    [style.palette.strong('KQL'), ...toKql(detection.plan).split('\n').map(visibleText)],
  ]);

function facts(detection: Detection): readonly Field[] {
  const { severity, tactics, techniques, source, time, entities, offBecause } = detection;
  const mapped = Object.entries(entities).map(([entity, column]) => `${entity}=${column}`);
  const fields: readonly Field[] = [
    ['Severity', severity],
    ['ATT&CK', [...tactics, ...techniques].join(', ')],
    ['Source', source.author === undefined ? source.title : `${source.title}, ${source.author}`],
    ['Time', time],
    ['Entities', mapped.join(', ')],
    ['Runs', offBecause === undefined ? 'on' : `off: ${offBecause}`],
  ];
  return fields.map(([name, text]) => [name, visibleText(text)]);
}

const repairsOf = ({ hardens }: Detection): readonly string[] =>
  (hardens?.repairs ?? []).map(({ fault, text }) => `${fault}: ${text}`);

function* listLines(
  heading: string,
  items: readonly string[],
  { palette, width }: TextStyle,
): Generator<string> {
  if (items.length === 0) return;
  yield palette.strong(visibleText(heading));
  for (const item of items) yield* flow(['-', visibleText(item)], { first: 2, rest: 4, width });
}
