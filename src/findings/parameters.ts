import type { Duration } from '../records/instant.js';
import type { Detection } from './detection.js';

/** The forms of a parameter's value: a timespan in ticks of 100 ns, a number, a truth, a text, or a list of one of the last. */
export interface ParameterForms {
  readonly timespan: Duration;
  readonly number: number;
  readonly boolean: boolean;
  readonly string: string;
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
}

/** A parameter without its name: its form, its value when nobody sets it, and what it means. */
export type ParameterSpec = {
  readonly [Type in keyof ParameterForms]: {
    readonly type: Type;
    readonly default: ParameterForms[Type];
    readonly description: string;
    /** The only values that a text, or a text of a list, may have. */
    readonly oneOf?: readonly string[];
  };
}[keyof ParameterForms];

/** A parameter of a detection, which a configuration file may set. */
export type DetectionParameter = ParameterSpec & { readonly name: string };

/** Values of parameters by name, in the forms of their types. */
export type ParameterValues = { readonly [name: string]: ParameterForms[keyof ParameterForms] };

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
  const configure = (values: ParameterValues): Detection =>
    Object.freeze({
      ...make({ ...defaults, ...values } as unknown as ValuesOf<Specs>),
      parameters,
      configure,
    });
  return configure({});
}
