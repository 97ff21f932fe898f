/** Bytes of WebAssembly: an instruction with its operands before it, or several in a row. */
export type Code = readonly number[];

/** The types of values by the bytes that stand for them. */
export const types = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

type TypeName = keyof typeof types;

/** Collects the variables of a function as its code names them; parameters come first. */
export class Locals {
  readonly declared: TypeName[] = [];

  add(type: TypeName): Local {
    const index = this.declared.push(type) - 1;
    return { get: [0x20, ...unsigned(index)], set: (value) => [...value, 0x21, ...unsigned(index)] };
  }
}

export interface Local {
  readonly get: Code;
  readonly set: (value: Code) => Code;
}

const operation =
  (...code: number[]) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), ...code];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(BigInt(value))],
  add: operation(0x6a),
  or: operation(0x72),
  shl: operation(0x74),
  ltUnsigned: operation(0x49),
  wrap: operation(0xa7),
  store: (offset: number, address: Code, value: Code): Code => [
    ...address,
    ...value,
    0x36,
    2,
    ...unsigned(offset),
  ],
} as const;

export const i64 = {
  const: (value: number): Code => [0x42, ...signed(BigInt(value))],
  eqz: operation(0x50),
  ctz: operation(0x7a),
  popcnt: operation(0x7b),
  sub: operation(0x7d),
  and: operation(0x83),
  or: operation(0x84),
  xor: operation(0x85),
  shl: operation(0x86),
  shrSigned: operation(0x87),
  shrUnsigned: operation(0x88),
  extend: operation(0xad),
} as const;

export const v128 = {
  load: (offset: number, address: Code): Code => [...address, 0xfd, 0x00, 0, ...unsigned(offset)],
  /** One byte sixteen times. */
  splat: operation(0xfd, 0x0f),
  /** All bits of the bytes that are equal, none of the others. */
  equal: operation(0xfd, 0x23),
  /** The uppermost bits of the bytes. */
  bitmask: operation(0xfd, 0x64, 0x00 + 0x00).bind(null) as (...operands: readonly Code[]) => Code,
} as const;
