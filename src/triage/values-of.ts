import type { Detection } from '../findings/detection.js';
import type { ParameterValues } from '../findings/parameters.js';
import { fault } from '../yaml/fault.js';
import type { Setting } from './configuration.js';
import { settingValue } from './setting-value.js';

/** The values that settings give parameters of a detection, of several the last. Throws a UsageError with the place when they do not go together. */
export function valuesOf(settings: readonly Setting[], { parameters = [] }: Detection): ParameterValues {
  const set = new Map(settings.map((setting) => [setting.parameter.name, setting]));
  const settingOf = (name: string) => {
    const parameter = parameters.find((known) => known.name === name)!;
    return set.get(name) ?? { parameter, value: parameter.default };
  };
  for (const { name, atMost } of parameters) {
    if (atMost === undefined) continue;
    const [less, more] = [settingOf(name), settingOf(atMost)];
    const wrong = set.get(name) ?? set.get(atMost);
    if (wrong === undefined || Number(less.value) <= Number(more.value)) continue;
    throw fault(
      wrong.at,
      `${name}, ${settingValue(less)}, cannot be more than ${atMost}, ${settingValue(more)}`,
    );
  }
  return Object.fromEntries([...set].map(([name, { value }]) => [name, value]));
}
