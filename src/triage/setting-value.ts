import { type Duration, formatDuration } from '../records/instant.js';
import type { Setting } from './configuration.js';

/** The value of a parameter as reports have it: a length of time as KQL prints it. */
export const settingValue = ({
  parameter: { type },
  value,
}: Pick<Setting, 'parameter' | 'value'>): Setting['value'] | string =>
  type === 'timespan' ? formatDuration(value as Duration) : value;
