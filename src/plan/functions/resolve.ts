import type { KqlType } from '../../records/value.js';
import { isOrdered } from '../../records/value-order.js';
import type { ParameterKind, ScalarFunction, Signature } from '../function.js';
import { functionNamed } from './registry.js';

/** What a call comes to: the type of its result, and the types to which its arguments are converted. */
export interface ResolvedTypes {
  readonly type: KqlType;
  readonly arguments: readonly KqlType[];
}

export interface Resolution extends ResolvedTypes {
  readonly entry: ScalarFunction;
}

const widths: readonly KqlType[] = ['int', 'long', 'real'];
const isNumber = (type: KqlType) => widths.includes(type);

/** The one type that all come to: equal, or the widest of numbers; null when there is none. */
function common(types: readonly KqlType[]): KqlType | null {
  const [first] = types;
  if (first === undefined) return null;
  if (types.every((type) => type === first)) return first;
  return types.every(isNumber) ? widths[Math.max(...types.map((type) => widths.indexOf(type)))]! : null;
}

/** As `common`, where dynamic is converted to what it meets; what two dynamics would be is not known. */
function comparable(types: readonly KqlType[]): KqlType | null {
  const scalars = types.filter((type) => type !== 'dynamic');
  const type = common(scalars);
  return type !== null && isNumber(type) && scalars.length < types.length ? 'real' : type;
}

/** The type that the arguments of one shared kind come to. */
function shared(kind: ParameterKind, types: readonly KqlType[]): KqlType | null {
  switch (kind) {
    case 'number': {
      const type = types.every(isNumber) ? common(types) : null;
      return type === 'int' ? 'long' : type;
    }
    case 'same':
      return common(types);
    case 'sortable': {
      const type = common(types);
      return type !== null && isOrdered(type) ? type : null;
    }
    case 'comparable':
      return comparable(types);
    case 'orderable': {
      const type = comparable(types);
      return type !== null && (isNumber(type) || type === 'datetime' || type === 'timespan') ? type : null;
    }
    default:
      return null;
  }
}

/** The type a single argument is converted to; null when it does not fit. */
function converted(kind: KqlType | 'any', type: KqlType): KqlType | null {
  if (kind === 'any') return type;
  if (kind === type) return kind;
  if (kind === 'string') return type === 'dynamic' ? kind : null;
  return isNumber(kind) && isNumber(type) && widths.indexOf(type) < widths.indexOf(kind) ? kind : null;
}

const sharedKinds = ['number', 'same', 'sortable', 'comparable', 'orderable'] as const;
type SharedKind = (typeof sharedKinds)[number];
const isShared = (kind: ParameterKind): kind is SharedKind => sharedKinds.includes(kind as SharedKind);

function match(signature: Signature, types: readonly KqlType[]): ResolvedTypes | null {
  const { arguments: parameters, variadic, result } = signature;
  if (variadic ? types.length < parameters.length : types.length !== parameters.length) return null;
  const kinds = types.map((_, i) => parameters[Math.min(i, parameters.length - 1)]!);
  const meeting = new Map<ParameterKind, KqlType | null>();
  for (const kind of kinds)
    if (isShared(kind) && !meeting.has(kind))
      meeting.set(
        kind,
        shared(
          kind,
          types.filter((_, i) => kinds[i] === kind),
        ),
      );
  const targets = types.map((type, i) => {
    const kind = kinds[i]!;
    return isShared(kind) ? meeting.get(kind)! : converted(kind, type);
  });
  if (!targets.every((target) => target !== null)) return null;
  return { type: isShared(result) ? meeting.get(result)! : result, arguments: targets };
}

/** The first signature that takes arguments of the types; null when none does. */
export function matchSignatures(
  signatures: readonly Signature[],
  types: readonly KqlType[],
): ResolvedTypes | null {
  for (const signature of signatures) {
    const matched = match(signature, types);
    if (matched !== null) return matched;
  }
  return null;
}

/** The function of a name for arguments of the types; throws when there is no such function or it takes no such arguments. */
export function resolve(name: string, argumentTypes: readonly KqlType[]): Resolution {
  const entry = functionNamed(name);
  const matched = matchSignatures(entry.signatures, argumentTypes);
  if (matched === null)
    throw new Error(`${name} takes no arguments of the types (${argumentTypes.join(', ')})`);
  return { entry, ...matched };
}
