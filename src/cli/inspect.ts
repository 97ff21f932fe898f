import { command } from './command.js';
import { exitCode } from './exit-code.js';
import { checkColumns } from './inspect/column-check.js';
import { InventoryTaker, inventoryRequest } from './inspect/inventory.js';
import { inventoryJson } from './inspect/inventory-json.js';
import { inventoryText } from './inspect/inventory-text.js';
import { openInputs } from './open-inputs.js';
import { detectionOptions } from './options/detection-options.js';
import { inputOptions } from './options/input-options.js';
import { oneOf } from './options/one-of.js';
import { allOption, outputOptions, quietOption, strictOption } from './options/output-options.js';
import { deliver } from './output/deliver.js';
import { checkFileTarget } from './output/file-target.js';
import { spareInputs } from './output/spare-inputs.js';
import { textStyle } from './output/text-style.js';
import { noIds } from './positionals.js';
import { selectDetections } from './select-detections.js';
import { strictExit } from './strict.js';

/** `inspect`: what exports hold, before anybody trusts a result on them. */
export const inspect = command({
  options: {
    ...detectionOptions,
    ...inputOptions,
    ...outputOptions,
    ...allOption,
    ...strictOption,
    ...quietOption,
  },
  examples: [
    ['$0 inspect exports/', 'What a folder of exports holds'],
    [
      '$0 inspect exports/ --only "published/*" --format json',
      'The columns of some detections, for a program',
    ],
  ],
  async run(paths, options, { detections, streams }) {
    const format = oneOf('--format', options.format, ['text', 'json']) ?? 'text';
    const { selected } = selectDetections(detections, options);
    noIds(paths, detections);
    if (options.output !== undefined) checkFileTarget(options.output);
    const { source, progress } = await openInputs(paths, options, streams, 'inspect [paths..]');
    const taker = new InventoryTaker();
    const scan = await source.scan(inventoryRequest, taker).finally(progress.clear);
    const inventory = taker.inventory(scan);
    const columns = checkColumns(selected, inventory.scan.inputs);
    const text =
      format === 'json'
        ? inventoryJson(inventory, columns)
        : inventoryText(inventory, columns, textStyle(options, streams));
    if (options.output !== undefined) spareInputs(options.output, scan.inputs);
    await deliver(text, options.output, streams);
    return (await strictExit(inventory.scan.troubles, options, streams)) ?? exitCode.ran;
  },
});
