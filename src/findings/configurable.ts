import { changedDetection, type Detection } from './detection.js';
import type { DetectionParameter, ParameterForms, ParameterSpec, ParameterValues } from './parameters.js';

/** The values that a detection is made with. */
export type ValuesOf<Specs extends { readonly [name: string]: ParameterSpec }> = {
  readonly [Name in keyof Specs]: ParameterForms[Specs[Name]['type']];
};

/**
 * A detection with parameters: `make` makes it from their values, here from the defaults. `configure` of the result makes it anew with
 * some values changed; names it does not know, and values of another form, are the business of whoever reads them.
 */
export function configurable<const Specs extends { readonly [name: string]: ParameterSpec }>(
  specs: Specs,
  make: (values: ValuesOf<Specs>) => Detection,
): Detection {
  const parameters: readonly DetectionParameter[] = Object.entries(specs).map(([name, spec]) => ({
    name,
    ...spec,
  }));
  const defaults = Object.fromEntries(parameters.map(({ name, default: value }) => [name, value]));
  const configure = (changed: ParameterValues): Detection => {
    const values: ParameterValues = { ...defaults, ...changed };
    return changedDetection(make(values as unknown as ValuesOf<Specs>), { parameters, values, configure });
  };
  return configure({});
}
