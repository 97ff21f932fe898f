import { type DetectionSchedule, type Duration, duration, longer } from '../../src/index.js';

const day = duration('1.00:00:00');

/** Once a day, as far back as a rule can see: for what is new when it was not there before. */
export const dailyWithHistory: DetectionSchedule = { frequency: day, period: duration('14.00:00:00') };

/**
 * Once a day over that day and the longest burst before it: each burst lies whole in one of the windows. Windows that lie over one another cut
 * the bursts of a busy caller anew at every step, and each is a finding then; here only bursts shortly before midnight may be cut.
 */
export const dailyWithBursts = (longest: Duration): DetectionSchedule => ({
  frequency: day,
  period: longer(day, longest),
});
