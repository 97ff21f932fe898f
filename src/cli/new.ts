import { isDetectionId } from '../findings/check-detection.js';
import { suggestion } from '../records/nearest.js';
import { UsageError } from '../records/usage-error.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import { command } from './command.js';
import { exitCode } from './exit-code.js';
import { newFiles } from './new/templates.js';
import { writeNewFiles } from './new/write-new-files.js';
import { writeStream } from './output/write-stream.js';
import { noFurther } from './positionals.js';

const usage = 'usage: vaultreplay new detection <name>';

/** `new`: writes a detection and its tests, which pass, to begin with. */
export const newCommand = command({
  options: {
    detections: { type: 'string', describe: 'The folder to write in; detections without it' },
    typescript: { type: 'boolean', describe: 'Write TypeScript, which Node loads from 22.18 on' },
  },
  examples: [
    ['$0 new detection secret-deleted --detections rules', 'rules/secret-deleted.mjs and its tests'],
  ],
  async run(
    [what, name, ...further],
    { detections: folder = 'detections', typescript },
    { detections, streams },
  ) {
    if (what === undefined || name === undefined) throw new UsageError(usage);
    if (what !== 'detection')
      throw new UsageError(
        `new ${visibleExcerpt(what)} is nothing it makes.${suggestion(what, ['detection'])} ${usage}`,
      );
    noFurther(further);
    if (!isDetectionId(name))
      throw new UsageError(
        `${visibleExcerpt(name)} is no name: words of letters, digits, - and _, with / between folders`,
      );
    if (detections.some(({ id }) => id === name))
      throw new UsageError(`${name} is a detection of vaultreplay: choose another name`);
    const { module, test } = newFiles(name);
    const paths = writeNewFiles(folder, [
      { name: `${name}.${typescript === true ? 'ts' : 'mjs'}`, text: module },
      { name: `${name}.test.yaml`, text: test },
    ]);
    const next = `vaultreplay test ${folder} --detections ${folder}`;
    await writeStream(streams.stdout, [...paths.map((path) => `${path}\n`), `\nTry: ${next}\n`]);
    return exitCode.ran;
  },
});
