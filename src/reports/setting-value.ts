import { type Duration, formatDuration } from '../records/instant.js';
import type { Setting } from '../triage/configuration.js';

/** The value of a parameter as JSON has it: a length of time as KQL prints it. */
export const settingValue = ({ parameter: { type }, value }: Setting): Setting['value'] | string =>
  type === 'timespan' ? formatDuration(value as Duration) : value;
