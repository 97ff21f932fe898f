import { changedDetection, type Detection } from '../findings/detection.js';
import type { ParameterValues } from '../findings/parameters.js';
import { fault } from '../yaml/fault.js';
import type { Change, Configuration, Noise } from './configuration.js';
import { valuesOf } from './values-of.js';

/** The parameters of detections that say what else counts as background. */
const noiseParameters: { readonly [kind in keyof Noise]: string } = {
  applications: 'noiseApplications',
  clients: 'noiseClients',
};

/** The detections as a configuration has them, in their order. Throws a UsageError when it adds noise that no detection leaves out. */
export function configured(
  detections: readonly Detection[],
  configuration: Configuration,
): readonly Detection[] {
  refuseIdleNoise(detections, configuration);
  return detections.map((detection) => {
    const changes = configuration.changes.filter((change) => change.detection === detection.id);
    const values = valuesFor(detection, changes, configuration.noise);
    const made = Object.keys(values).length === 0 ? detection : detection.configure!(values);
    return changes.reduce((changed, change) => withChange(changed, change, configuration.path), made);
  });
}

function valuesFor(detection: Detection, changes: readonly Change[], noise: Noise): ParameterValues {
  const { parameters = [] } = detection;
  const set = valuesOf(
    changes.flatMap((change) => change.parameters ?? []),
    detection,
  );
  const added = noiseKinds.flatMap((kind) => {
    const parameter = parameters.find(({ name }) => name === noiseParameters[kind]);
    if (parameter?.type !== 'strings' || noise[kind].length === 0) return [];
    const known = (set[parameter.name] as readonly string[] | undefined) ?? parameter.default;
    return [[parameter.name, [...new Set([...known, ...noise[kind]])]] as const];
  });
  return { ...set, ...Object.fromEntries(added) };
}

const noiseKinds: readonly (keyof Noise)[] = ['applications', 'clients'];

function withChange(detection: Detection, { enabled, severity }: Change, path: string): Detection {
  return changedDetection(detection, {
    ...(enabled !== undefined && { offBecause: enabled ? undefined : `${path} turns it off` }),
    // A severity for all findings leaves none to the rows.
    ...(severity !== undefined && { severity, severityColumn: undefined }),
  });
}

function refuseIdleNoise(detections: readonly Detection[], { noise, noiseAt }: Configuration): void {
  for (const kind of noiseKinds) {
    const taken = detections.some(({ parameters = [] }) =>
      parameters.some(({ name }) => name === noiseParameters[kind]),
    );
    if (noise[kind].length > 0 && !taken)
      throw fault(noiseAt!, `no detection takes further ${kind} for noise`);
  }
}
