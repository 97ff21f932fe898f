import type { InferredOptionTypes, Options } from 'yargs';
import { faultOfSchedule, type ScheduleChoice, scheduleLimits } from '../../engine/schedule/schedule-of.js';
import { type Duration, parseDuration } from '../../records/instant.js';
import { lengthOf, lengthText } from '../../records/length-of-time.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleExcerpt } from '../../reports/visible-text.js';

/** Options that replay detections as scheduled rules. */
export const scheduleOptions = {
  schedule: {
    type: 'boolean',
    describe:
      'Run each detection as a scheduled rule would have run, and tell when it would have raised what',
  },
  frequency: {
    type: 'string',
    describe:
      'How often a schedule runs each detection, from 5m to 14d; without it as the detection says, or 1h',
  },
  period: {
    type: 'string',
    describe: 'How far back each run of a schedule sees, up to 14d; without it as far as the detection looks',
  },
} as const satisfies { readonly [name: string]: Options };

type ScheduleOptions = Partial<InferredOptionTypes<typeof scheduleOptions>>;

/** The schedule that options choose; null when there is none. Throws a UsageError on what a rule of Sentinel cannot be. */
export function scheduleChoice({ schedule, frequency, period }: ScheduleOptions): ScheduleChoice | null {
  if (schedule !== true) {
    for (const [name, value] of Object.entries({ frequency, period }))
      if (value !== undefined) throw new UsageError(`--${name} is for a schedule: give --schedule too`);
    return null;
  }
  const choice = { frequency: lengthOption('frequency', frequency), period: lengthOption('period', period) };
  if (choice.frequency !== undefined && choice.period !== undefined) {
    const fault = faultOfSchedule({ frequency: choice.frequency, period: choice.period });
    if (fault !== null) throw new UsageError(`--frequency and --period do not fit: ${fault}`);
  }
  return choice;
}

function lengthOption(name: string, value: string | undefined): Duration | undefined {
  if (value === undefined) return undefined;
  const length = lengthOf(value) ?? parseDuration(value);
  const { least, most } = scheduleLimits;
  if (length !== null && length >= least && length <= most) return length;
  const wanted = `a length of time from ${lengthText(least)} to ${lengthText(most)}, such as 1h`;
  throw new UsageError(`--${name} cannot be ${visibleExcerpt(value)}: it takes ${wanted}`);
}
