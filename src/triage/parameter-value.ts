import { dirname, isAbsolute, join } from 'node:path';
import type { DetectionParameter, ParameterValues } from '../findings/parameters.js';
import { type Duration, days, parseDuration } from '../records/instant.js';
import { lengthForms, lengthOf } from '../records/length-of-time.js';
import { suggestion } from '../records/nearest.js';
import { fault } from '../yaml/fault.js';
import { itemsOf, scalarOf, switchOf, textOf, wrong } from '../yaml/reading.js';
import type { YamlNode } from '../yaml/yaml-node.js';

const longest = days(10_000);

/** The value that a node gives a parameter. Throws a UsageError with the place when it is of another form. */
export function parameterValue(node: YamlNode, parameter: DetectionParameter): ParameterValues[string] {
  switch (parameter.type) {
    case 'timespan':
      return timespanOf(node);
    case 'number':
      return numberOf(node, parameter.default, parameter.range);
    case 'boolean':
      return switchOf(node);
    case 'string':
      return oneOf(node, parameter);
    case 'numbers':
      return itemsOf(node).map((item) => numberOf(item, parameter.default[0] ?? 0, parameter.range));
    case 'strings':
      return itemsOf(node).map((item) => oneOf(item, parameter));
    case 'files':
      return (node.kind === 'list' ? node.items : [node]).map((item) => fileOf(item, parameter));
  }
}

function timespanOf(node: YamlNode): Duration {
  const { text } = scalarOf(node, lengthForms);
  const length = lengthOf(text) ?? parseDuration(text);
  if (length === null || length <= 0) throw wrong(node, lengthForms);
  if (length > longest) throw fault(node.at, 'is longer than 10000d');
  return length;
}

/** A number in the range; a whole one where the usual value is. */
function numberOf(node: YamlNode, usual: number, range?: DetectionParameter['range']): number {
  const [least, most] = range ?? [0];
  const kind = Number.isInteger(usual) ? 'a whole number' : 'a number';
  const wanted = `${kind} from ${least}${most === undefined ? '' : ` to ${most}`}`;
  const { value } = scalarOf(node, wanted);
  const fits = typeof value === 'number' && value >= least && value <= (most ?? Number.MAX_VALUE);
  if (!fits || (Number.isInteger(usual) && !Number.isSafeInteger(value))) throw wrong(node, wanted);
  return value;
}

/** The path of a file that is named from the folder of the file that names it. */
function fileOf(node: YamlNode, { faultOf }: DetectionParameter): string {
  const text = textOf(node);
  const path = isAbsolute(text) ? text : join(dirname(node.at.path), text);
  const reason = faultOf?.(path) ?? null;
  if (reason !== null) throw fault(node.at, reason);
  return path;
}

function oneOf(node: YamlNode, { oneOf: words, form }: DetectionParameter): string {
  const text = textOf(node);
  if (form?.fits(text) === false) throw wrong(node, form.wanted);
  if (words === undefined || words.includes(text)) return text;
  throw fault(node.at, `cannot be ${text}.${suggestion(text, words)} It takes one of: ${words.join(', ')}`);
}
