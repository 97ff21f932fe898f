import type { ScalarFunction } from '../function.js';
import { addresses } from './addresses.js';
import { arithmetic } from './arithmetic.js';
import { columnFunctions } from './columns.js';
import { comparisons } from './comparison.js';
import { conditions } from './conditions.js';
import { conversions } from './conversion.js';
import { dynamics } from './dynamics.js';
import { logic } from './logic.js';
import { memberships } from './membership.js';
import { patterns } from './patterns.js';
import { ranges } from './range.js';
import { rounding } from './rounding.js';
import { stringOperators } from './string-operators.js';
import { strings } from './strings.js';
import { times } from './time.js';

/** Every scalar function and operator there is. */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...comparisons,
  ...memberships,
  ...ranges,
  ...stringOperators,
  ...logic,
  ...conditions,
  ...arithmetic,
  ...rounding,
  ...times,
  ...strings,
  ...conversions,
  ...dynamics,
  ...patterns,
  ...addresses,
  ...columnFunctions,
];

const byName = new Map(scalarFunctions.map((entry) => [entry.name, entry]));

/** The entry of a name as KQL spells it; throws when there is none. */
export function functionNamed(name: string): ScalarFunction {
  const entry = byName.get(name);
  if (entry === undefined) throw new Error(`there is no function ${name}`);
  return entry;
}
