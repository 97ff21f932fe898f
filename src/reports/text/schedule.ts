import type { ScheduleReport } from '../../findings/finding.js';
import type { Duration } from '../../records/instant.js';
import { lengthText } from '../../records/length-of-time.js';
import { exactTimeText } from '../../records/time-text.js';
import { countText } from '../count-text.js';
import type { Field } from './fields.js';

/** How often detections ran, from when to when, and how far back they saw. */
export function scheduleField({ span, steps, detections }: ScheduleReport): Field {
  const often = spanText(detections.map(({ frequency }) => frequency));
  const far = spanText(detections.map(({ period }) => period));
  return [
    'Schedule',
    span === null
      ? 'no step: no record has a time before the clock'
      : `every ${often}, each time over the ${far} before; ${countText(steps, 'step')} from ${exactTimeText(span.from)} to ${exactTimeText(span.to)}`,
  ];
}

/** `1h`, or `5m to 1d` where lengths differ. */
function spanText(lengths: readonly Duration[]): string {
  const least = lengths.reduce((a, b) => (b < a ? b : a));
  const most = lengths.reduce((a, b) => (b > a ? b : a));
  return least === most ? lengthText(least) : `${lengthText(least)} to ${lengthText(most)}`;
}
