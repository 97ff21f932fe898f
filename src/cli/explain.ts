import { explain as explainDetection } from '../engine/explain.js';
import { command } from './command.js';
import { exitCode } from './exit-code.js';
import { explanationJson } from './explain/explanation-json.js';
import { explanationText } from './explain/explanation-text.js';
import { openInputs } from './open-inputs.js';
import { configurationOptions } from './options/configuration-options.js';
import { inputOptions, timeOptions } from './options/input-options.js';
import { instantOption } from './options/instant-option.js';
import { oneOf } from './options/one-of.js';
import { allOption, outputOptions, quietOption, strictOption } from './options/output-options.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { deliver } from './output/deliver.js';
import { checkFileTarget } from './output/file-target.js';
import { spareInputs } from './output/spare-inputs.js';
import { textStyle } from './output/text-style.js';
import { firstAndRest } from './positionals.js';
import { refuseNothing } from './refuse-nothing.js';
import { detectionNamed } from './select-detections.js';
import { strictExit } from './strict.js';
import { configuredBy } from './triage/read-configuration.js';

const usage = 'explain <id> [paths..]';

/** `explain`: the steps of one detection with the rows that each gave. */
export const explain = command({
  options: {
    ...ownDetectionsOption,
    ...configurationOptions,
    now: timeOptions.now,
    ...outputOptions,
    all: { ...allOption.all, describe: 'Show long steps whole' },
    ...strictOption,
    ...inputOptions,
    ...quietOption,
  },
  examples: [['$0 explain published/new-app-access exports/', 'Why it did or did not fire on these exports']],
  async run(positionals, options, { detections, streams }) {
    const [id, paths] = firstAndRest(positionals, usage);
    const format = oneOf('--format', options.format, ['text', 'json']) ?? 'text';
    const now = instantOption('--now', options.now);
    const detection = detectionNamed(id, (await configuredBy(options, detections)).detections);
    if (options.output !== undefined) checkFileTarget(options.output);
    const { source, progress } = await openInputs(paths, options, streams, usage);
    const explanation = await explainDetection(detection, source, { now }).finally(progress.clear);
    const text =
      format === 'json'
        ? explanationJson(detection, explanation)
        : explanationText(detection, explanation, textStyle(options, streams));
    if (options.output !== undefined) spareInputs(options.output, explanation.scan.inputs);
    await deliver(text, options.output, streams);
    refuseNothing(explanation.scan);
    return (await strictExit(explanation.scan.troubles, options, streams)) ?? exitCode.ran;
  },
});
