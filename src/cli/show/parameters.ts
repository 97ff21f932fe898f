import type { Detection } from '../../findings/detection.js';
import type { DetectionParameter } from '../../findings/parameters.js';
import { type Duration, formatDuration } from '../../records/instant.js';
import { flow } from '../../reports/text/flow.js';
import type { TextStyle } from '../../reports/text/style.js';
import { visibleText } from '../../reports/visible-text.js';

/** The parameters of a detection as JSON has them: a length of time as KQL prints it. */
export const parameterObjects = ({ parameters = [] }: Detection) =>
  parameters.map((parameter) => ({
    name: parameter.name,
    type: parameter.type,
    default: defaultOf(parameter),
    ...(parameter.oneOf !== undefined && { oneOf: parameter.oneOf }),
    ...(parameter.range !== undefined && { range: parameter.range }),
    ...(parameter.atMost !== undefined && { atMost: parameter.atMost }),
    description: parameter.description,
  }));

/** The parameters of a detection: what they are when nobody sets them, and what they mean. Nothing when there are none. */
export function* parameterLines(
  { parameters = [] }: Detection,
  { palette, width }: TextStyle,
): Generator<string> {
  if (parameters.length === 0) return;
  yield palette.strong('Parameters');
  for (const parameter of parameters) {
    const { name, type, oneOf, atMost, description } = parameter;
    const usual = JSON.stringify(defaultOf(parameter)).replaceAll('","', '", "');
    const words = [
      ...(oneOf === undefined ? [] : [`(one of: ${oneOf.join(', ')})`]),
      ...(atMost === undefined ? [] : [`(not more than ${atMost})`]),
    ];
    const texts = [`${name} = ${type === 'timespan' ? defaultOf(parameter) : usual}:`, description, ...words];
    yield* flow(texts.map(visibleText), { first: 2, rest: 4, width });
  }
}

const defaultOf = ({ type, default: value }: DetectionParameter) =>
  type === 'timespan' ? formatDuration(value as Duration) : value;
