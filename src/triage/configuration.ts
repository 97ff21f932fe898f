import { type Detection, type Severity, severities } from '../findings/detection.js';
import type { DetectionParameter, ParameterValues } from '../findings/parameters.js';
import { suggestion } from '../records/nearest.js';
import { fault, type Place } from '../yaml/fault.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { anyMapOf, itemsOf, mapOf, switchOf, textOf, valueAt, wordOf } from '../yaml/reading.js';
import type { YamlEntry, YamlMap, YamlNode } from '../yaml/yaml-node.js';
import { type AllowEntry, parseAllowEntries } from './allow-entry.js';
import { detectionsFitting } from './detections-fitting.js';
import { parameterValue } from './parameter-value.js';

/** Keys of a configuration file with what they say. */
export const configurationKeys = {
  detections: 'What changes in a detection, by its id or a pattern',
  noise: 'Readers of vault settings that count as background, beside those that are known',
  allow: 'Entries of an allow list, as in a file of its own',
  allowFiles: 'Files with allow lists, from the folder of this file',
} as const;

/** Keys of a detection in a configuration file with what they say. */
export const changeKeys = {
  enabled: 'Whether the detection runs when nobody names it',
  severity: 'The severity of all its findings',
  parameters: 'Values of its parameters, which `vaultreplay show` lists',
} as const;

/** Keys of the noise list with what they say. */
export const noiseKeys = {
  applications: 'Application ids',
  clients: 'Client families, such as azure-resource-graph',
} as const;

/** What a configuration changes in a detection; what is absent stays. */
export interface Change {
  readonly detection: string;
  /** The id or pattern that the file has for it. */
  readonly pattern: string;
  readonly enabled?: boolean;
  readonly severity?: Severity;
  readonly parameters?: readonly Setting[];
}

/** A parameter and its value. */
export interface Setting {
  readonly parameter: DetectionParameter;
  readonly value: ParameterValues[string];
  /** Where the file sets it. */
  readonly at: Place;
}

/** What further counts as background. */
export interface Noise {
  readonly applications: readonly string[];
  readonly clients: readonly string[];
}

/** A configuration file, read and held against the detections. */
export interface Configuration {
  readonly path: string;
  /** In the order of the file; a pattern is a change for each detection it fits. */
  readonly changes: readonly Change[];
  readonly noise: Noise;
  /** Where the noise stands; null when there is none. */
  readonly noiseAt: Place | null;
  /** Null when it holds no list. */
  readonly allow: readonly AllowEntry[] | null;
  readonly allowFiles: readonly { readonly name: string; readonly at: Place }[];
}

/** Reads a configuration file. Throws a UsageError with line, column and field on whatever is wrong. */
export function parseConfiguration(
  text: string,
  path: string,
  detections: readonly Detection[],
): Configuration {
  const root = parseYaml(text, path);
  const nothing = root.kind === 'scalar' && root.value === null;
  const file: YamlMap = nothing
    ? { kind: 'map', at: root.at, span: root.span, entries: [] }
    : mapOf(root, Object.keys(configurationKeys));
  const changes = valueAt(file, 'detections');
  const noise = valueAt(file, 'noise');
  const allow = valueAt(file, 'allow');
  return {
    path,
    changes:
      changes === null ? [] : anyMapOf(changes).entries.flatMap((entry) => changesIn(entry, detections)),
    noise: noiseIn(noise),
    noiseAt: noise?.at ?? null,
    allow: allow === null ? null : parseAllowEntries(allow, detections),
    allowFiles: textsIn(valueAt(file, 'allowFiles')),
  };
}

function changesIn({ key, keyAt, value }: YamlEntry, detections: readonly Detection[]): readonly Change[] {
  const map = mapOf(value, Object.keys(changeKeys));
  const enabled = valueAt(map, 'enabled');
  const severity = valueAt(map, 'severity');
  const parameters = valueAt(map, 'parameters');
  const fitting = detectionsFitting(key, keyAt, detections);
  if (parameters !== null && fitting.length > 1) refuseStrangers(parameters, key, fitting);
  return fitting.map((detection) => ({
    detection: detection.id,
    pattern: key,
    ...(enabled !== null && { enabled: switchOf(enabled) }),
    ...(severity !== null && { severity: wordOf(severity, severities) }),
    ...(parameters !== null && {
      parameters: parametersIn(fitting.length > 1 ? ownOf(parameters, detection) : parameters, detection),
    }),
  }));
}

/** Of the parameters for several detections each takes those it has; one that none has is refused. */
function refuseStrangers(node: YamlNode, pattern: string, detections: readonly Detection[]): void {
  const names = detections.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name));
  for (const { key, keyAt } of anyMapOf(node).entries)
    if (!names.includes(key))
      throw fault(keyAt, `no detection of ${pattern} has a parameter ${key}.${suggestion(key, names)}`);
}

function ownOf(node: YamlNode, { parameters = [] }: Detection): YamlMap {
  const map = anyMapOf(node);
  const own = map.entries.filter(({ key }) => parameters.some(({ name }) => name === key));
  return { ...map, entries: own };
}

/** The parameters that a mapping sets. Throws a UsageError with the place when the detection has no such parameter. */
export function parametersIn(node: YamlNode, { id, parameters = [] }: Detection): readonly Setting[] {
  const names = parameters.map(({ name }) => name);
  return anyMapOf(node).entries.map(({ key, keyAt, value }) => {
    const parameter = parameters.find(({ name }) => name === key);
    if (parameter !== undefined) return { parameter, value: parameterValue(value, parameter), at: keyAt };
    const known = names.length === 0 ? ' It has none' : ` It has: ${names.join(', ')}`;
    throw fault(keyAt, `${id} has no parameter ${key}.${suggestion(key, names)}${known}`);
  });
}

function noiseIn(node: YamlNode | null): Noise {
  const map = node === null ? null : mapOf(node, Object.keys(noiseKeys));
  const textsOf = (key: keyof Noise) =>
    map === null ? [] : textsIn(valueAt(map, key)).map(({ name }) => name.toLowerCase());
  return { applications: textsOf('applications'), clients: textsOf('clients') };
}

const textsIn = (node: YamlNode | null): Configuration['allowFiles'] =>
  node === null ? [] : itemsOf(node).map((item) => ({ name: textOf(item), at: item.at }));
