import { grouped } from '../../records/grouped.js';
import type { Change, Configuration } from '../../triage/configuration.js';
import { settingValue } from '../../triage/setting-value.js';
import { visibleText } from '../visible-text.js';
import type { Field } from './fields.js';

/** The configuration file of a replay, and what it changes. */
export function configurationField({ path, changes, noise }: Configuration): Field {
  const changed = [...grouped(changes, ({ pattern }) => pattern)].map(([pattern, same]) =>
    // A pattern says the same of every detection, but each takes only the parameters it has.
    `${pattern} ${[...new Set(same.flatMap(changeTexts))].join(', ')}`.trim(),
  );
  const added = noise.applications.length + noise.clients.length;
  const texts = [...changed, ...(added === 0 ? [] : [`${added} added to the noise list`])];
  return ['Configuration', visibleText([path, ...texts].join('; '))];
}

const changeTexts = ({ enabled, severity, parameters = [] }: Change): readonly string[] => [
  ...(enabled === undefined ? [] : [enabled ? 'on' : 'off']),
  ...(severity === undefined ? [] : [`severity ${severity}`]),
  ...parameters.map((setting) => `${setting.parameter.name} ${valueText(settingValue(setting))}`),
];

const valueText = (value: ReturnType<typeof settingValue>): string =>
  typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
