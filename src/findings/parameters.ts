import { type Duration, parseDuration } from '../records/instant.js';

/** The forms of a parameter's value: a timespan in ticks of 100 ns, a number, a truth, a text, a list of one of the last, or paths of files. */
export interface ParameterForms {
  readonly timespan: Duration;
  readonly number: number;
  readonly boolean: boolean;
  readonly string: string;
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
  readonly files: readonly string[];
}

/** A parameter without its name: its form, its value when nobody sets it, and what it means. */
export type ParameterSpec = {
  readonly [Type in keyof ParameterForms]: {
    readonly type: Type;
    readonly default: ParameterForms[Type];
    readonly description: string;
    /** The only values that a text, or a text of a list, may have. */
    readonly oneOf?: readonly string[];
    /** What a text must be, where there are too many to list, in words and as a test. */
    readonly form?: { readonly wanted: string; readonly fits: (text: string) => boolean };
    /** Why a file cannot be what it is wanted for, in words; null when it can. */
    readonly faultOf?: (path: string) => string | null;
    /** The least and the greatest that a number, or a number of a list, may be; without a greatest as great as one likes, without both from 0 on. */
    readonly range?: readonly [least: number, most?: number];
    /** Another parameter, which this number or length of time may not exceed. */
    readonly atMost?: string;
  };
}[keyof ParameterForms];

/** A parameter of a detection, which a configuration file may set. */
export type DetectionParameter = ParameterSpec & { readonly name: string };

/** Values of parameters by name, in the forms of their types. */
export type ParameterValues = { readonly [name: string]: ParameterForms[keyof ParameterForms] };

/** The default of a timespan from its text, `00:10:00` or `30.00:00:00`. Throws when the text is none. */
export function duration(text: string): Duration {
  const length = parseDuration(text);
  if (length === null) throw new Error(`${JSON.stringify(text)} is no timespan`);
  return length;
}
