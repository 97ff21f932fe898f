import type { ReplayResult } from '../../findings/finding.js';
import { engine } from '../engine.js';
import type { FindingSpan } from '../time-span.js';
import { exactTimeText } from '../time-text.js';
import { clockField } from './clock.js';
import { type Field, fieldLines } from './fields.js';
import { inputFields, inputLines } from './inputs.js';
import type { TextStyle } from './style.js';

/** What was read, by which clock, and which findings are shown. */
export function* headerLines(
  { scan, clock }: ReplayResult,
  span: FindingSpan,
  style: TextStyle,
): Generator<string> {
  yield style.palette.strong(`${engine.name} ${engine.version}`);
  yield '';
  yield* fieldLines([...inputFields(scan.inputs), clockField(clock), ...spanFields(span)], style);
  yield '';
  yield* inputLines(scan.inputs, style);
}

function spanFields({ from, to }: FindingSpan): readonly Field[] {
  const limits = [
    ...(from === undefined ? [] : [`later than ${exactTimeText(from)}`]),
    ...(to === undefined ? [] : [`up to ${exactTimeText(to)}`]),
  ];
  return limits.length === 0 ? [] : [['Shown', `findings ${limits.join(', ')}`]];
}
