import type { Configuration } from '../triage/configuration.js';
import { settingValue } from '../triage/setting-value.js';

/** A configuration as a plain object: its file, and what it changes. */
export const configurationObject = ({ path, changes, noise }: Configuration) => ({
  path,
  changes: changes.map(({ detection, enabled, severity, parameters }) => ({
    detection,
    ...(enabled !== undefined && { enabled }),
    ...(severity !== undefined && { severity }),
    ...(parameters !== undefined && {
      parameters: Object.fromEntries(
        parameters.map((setting) => [setting.parameter.name, settingValue(setting)]),
      ),
    }),
  })),
  noise,
});
