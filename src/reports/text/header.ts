import { exactTimeText } from '../../records/time-text.js';
import type { Triaged } from '../../triage/triaged.js';
import { engine } from '../engine.js';
import type { FindingSpan } from '../time-span.js';
import { clockField } from './clock.js';
import { configurationField } from './configuration.js';
import { type Field, fieldLines } from './fields.js';
import { inputFields, inputLines } from './inputs.js';
import { scheduleField } from './schedule.js';
import type { TextStyle } from './style.js';

/** What was read, by which clock, and which findings are shown. */
export function* headerLines(
  { scan, clock, schedule, configuration }: Triaged,
  span: FindingSpan,
  style: TextStyle,
): Generator<string> {
  yield style.palette.strong(`${engine.name} ${engine.version}`);
  yield '';
  const configured = configuration === undefined ? [] : [configurationField(configuration)];
  const scheduled = schedule === undefined ? [] : [scheduleField(schedule)];
  const fields = [
    ...inputFields(scan.inputs),
    clockField(clock, scan.inputs),
    ...scheduled,
    ...configured,
    ...spanFields(span),
  ];
  yield* fieldLines(fields, style);
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
