import type { Detection } from '../../findings/detection.js';
import { flow } from '../../reports/text/flow.js';
import type { TextStyle } from '../../reports/text/style.js';
import { visibleText } from '../../reports/visible-text.js';
import { settingValue } from '../../triage/setting-value.js';

/** The parameters of a detection as JSON has them: a length of time as KQL prints it. */
export const parameterObjects = ({ parameters = [], values = {} }: Detection) =>
  parameters.map((parameter) => ({
    name: parameter.name,
    type: parameter.type,
    value: settingValue({ parameter, value: values[parameter.name] ?? parameter.default }),
    default: settingValue({ parameter, value: parameter.default }),
    ...(parameter.oneOf !== undefined && { oneOf: parameter.oneOf }),
    ...(parameter.range !== undefined && { range: parameter.range }),
    ...(parameter.atMost !== undefined && { atMost: parameter.atMost }),
    description: parameter.description,
  }));

/** The parameters of a detection: what they are set to, what they are when nobody sets them, and what they mean. Nothing when there are none. */
export function* parameterLines(detection: Detection, { palette, width }: TextStyle): Generator<string> {
  const { parameters = [] } = detection;
  if (parameters.length === 0) return;
  yield palette.strong('Parameters');
  for (const [i, { value, default: usual }] of parameterObjects(detection).entries()) {
    const { name, type, oneOf, atMost, description } = parameters[i]!;
    const texts = [value, usual].map((each) => (type === 'timespan' ? String(each) : listed(each)));
    const notes = [
      ...(oneOf === undefined ? [] : [`(one of: ${oneOf.join(', ')})`]),
      ...(atMost === undefined ? [] : [`(not more than ${atMost})`]),
    ];
    const unusual = texts[0] === texts[1] ? '' : ` (${texts[1]} unless set)`;
    const words = [`${name} = ${texts[0]}${unusual}:`, description, ...notes];
    yield* flow(words.map(visibleText), { first: 2, rest: 4, width });
  }
}

const listed = (value: unknown) => JSON.stringify(value).replaceAll('","', '", "');
