import type { RowKind, Shape } from '../reader.js';
import { jsonOutline, type Outline } from './json-outline.js';
import { unknownText } from './printed-text.js';
import { recogniseCsv } from './recognise-csv.js';
import { recogniseJson } from './recognise-json.js';
import type { Recognition } from './recognition.js';
import { foreignContent } from './signatures.js';

/** How much of a content is looked at: most need little; records of other services may stand before the first of ours. */
const looks = [64 * 1024, 1024 * 1024];

/**
 * Finds the shape and row kind of an input by the beginning of its content, never by its name.
 * A forced shape is taken as it is for everything that is text; then only the row kind is looked for.
 */
export async function recognise(
  content: AsyncIterable<Uint8Array>,
  forced: Shape | null,
): Promise<Recognition> {
  const chunks = content[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let ended = false;
  let recognition: Recognition = { reason: 'empty' };
  try {
    for (const look of looks) {
      while (!ended && head.length <= look) {
        const { done, value } = await chunks.next();
        if (done === true) ended = true;
        else head = Buffer.concat([head, value]);
      }
      recognition = await judge(
        head.subarray(0, look),
        head.length > look ? 'beginning' : 'everything',
        forced,
      );
      if (head.length <= look || recognition.shape !== undefined) break;
    }
  } finally {
    await chunks.return?.();
  }
  return recognition;
}

async function judge(
  head: Buffer,
  part: 'everything' | 'beginning',
  forced: Shape | null,
): Promise<Recognition> {
  const foreign = foreignContent(head);
  if (foreign !== null) return { reason: foreign };
  const text = head.toString();
  const first = text.trimStart()[0];
  if (first === undefined) return { reason: head.length === 0 ? 'empty' : 'nothing but white space' };
  const found = first === '{' || first === '[' ? judgeJson(text, part) : await recogniseCsv(head);
  return forced === null ? found : { shape: forced, kind: kindIn(forced, found) };
}

function judgeJson(text: string, part: 'everything' | 'beginning'): Recognition {
  const { values, end } = jsonOutline(text);
  if (end === 'broken' && isBare({ values, end })) return { reason: unknownText(text) };
  // More follows even where the part that was looked at ends between two records.
  return recogniseJson({ values, end: part === 'everything' ? end : 'cut' });
}

/** Whether nothing stands in the values: a bracket that was no JSON, as in `[INFO] starting`. */
const isBare = ({ values }: Outline): boolean =>
  values.every((value) => typeof value === 'object' && value !== null && [...value.values()].length === 0);

/** The row kind of an input whose shape the user says: what was found if the shape can hold it, else what the shape holds most often. */
function kindIn(shape: Shape, found: Recognition): RowKind {
  const isEvent = shape.startsWith('audit-');
  if (found.shape !== undefined && !(shape.endsWith('-csv') && found.kind === 'audit event'))
    return found.kind;
  return isEvent ? 'audit event' : shape.startsWith('data-export') ? 'AZKVAuditLogs' : 'AzureDiagnostics';
}
