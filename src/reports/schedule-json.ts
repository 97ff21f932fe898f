import type { ScheduleReport } from '../findings/finding.js';
import { formatDuration, formatInstant } from '../records/instant.js';

/** A schedule as JSON reports have it; lengths of time as KQL prints them. */
export const scheduleObject = ({ span, steps, detections }: ScheduleReport) => ({
  from: span === null ? null : formatInstant(span.from),
  to: span === null ? null : formatInstant(span.to),
  steps,
  detections: detections.map(({ detection, frequency, period }) => ({
    detection,
    frequency: formatDuration(frequency),
    period: formatDuration(period),
  })),
});
