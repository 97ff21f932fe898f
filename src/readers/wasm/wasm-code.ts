/** Instructions of WebAssembly as bytes, in the order in which they run: operands come before what takes them. */
export type Code = readonly number[];

const unsigned = (value: number): Code =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];

const signed = (value: number): Code =>
  value >= -64 && value < 64 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];

const typeBytes = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;

/** The types of numbers: of 32 and 64 bits, and sixteen bytes side by side. */
export type NumberType = keyof typeof typeBytes;

/** A variable of a function. */
export interface Local {
  readonly get: Code;
  readonly set: (value: Code) => Code;
}

/** Declares the variables of a function, its parameters first. */
export class Locals {
  readonly types: NumberType[] = [];

  add(type: NumberType): Local {
    const index = unsigned(this.types.push(type) - 1);
    return { get: [0x20, ...index], set: (value) => [...value, 0x21, ...index] };
  }
}

const taking =
  (...instruction: Code) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), ...instruction];

/** Instructions on numbers of 32 bits. */
export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  is0: taking(0x45),
  equal: taking(0x46),
  less: taking(0x49),
  /** How many zeros stand below the lowest one. */
  ctz: taking(0x68),
  add: taking(0x6a),
  sub: taking(0x6b),
  and: taking(0x71),
  or: taking(0x72),
  xor: taking(0x73),
  shl: taking(0x74),
  shrUnsigned: taking(0x76),
  /** The lower half of a number of 64 bits. */
  wrap: taking(0xa7),
  /** The number that was stored some bytes behind an address. */
  load: (address: Code, behind: number): Code => [...address, 0x28, 2, ...unsigned(behind)],
  /** The four bytes at any address, the first of them the lowest. */
  loadAnywhere: (address: Code): Code => [...address, 0x28, 0, 0],
  /** The byte some way behind an address. */
  loadByte: (address: Code, behind: number): Code => [...address, 0x2d, 0, ...unsigned(behind)],
  /** Stores a number some bytes behind an address. */
  store: (address: Code, behind: number, value: Code): Code => [
    ...address,
    ...value,
    0x36,
    2,
    ...unsigned(behind),
  ],
} as const;

/** Instructions on numbers of 64 bits. `shr` takes the sign bit along, `shrUnsigned` does not. */
export const i64 = {
  const: (value: number): Code => [0x42, ...signed(value)],
  /** How many zeros stand below the lowest one. */
  ctz: taking(0x7a),
  popcnt: taking(0x7b),
  sub: taking(0x7d),
  and: taking(0x83),
  or: taking(0x84),
  xor: taking(0x85),
  shl: taking(0x86),
  shr: taking(0x87),
  shrUnsigned: taking(0x88),
  isNot0: (value: Code): Code => [...value, 0x42, 0, 0x52],
  /** The number of 64 bits of an unsigned one of 32. */
  extend: taking(0xad),
} as const;

/** Instructions on sixteen bytes at once. */
export const v128 = {
  /** The bytes some way behind an address. */
  load: (address: Code, behind: number): Code => [...address, 0xfd, 0x00, 0, ...unsigned(behind)],
  /** One byte sixteen times. */
  splat: taking(0xfd, 0x0f),
  /** All ones where bytes are equal, zeros elsewhere. */
  equal: taking(0xfd, 0x23),
  /** All ones where bytes are less than others, zeros elsewhere. */
  less: taking(0xfd, 0x26),
  and: taking(0xfd, 0x4e),
  or: taking(0xfd, 0x50),
  xor: taking(0xfd, 0x51),
  /** 1 if any bit is set. */
  isNot0: taking(0xfd, 0x53),
  /** The uppermost bit of each byte. */
  bitmask: taking(0xfd, 0x64),
} as const;

const noResult = 0x40;

/** Runs code as long as a condition, asked before each turn, is not 0. */
export const whileTrue = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x03, noResult],
  ...when(condition, ...body, [0x0c, 1]),
  0x0b,
];

/** Runs code if a condition is not 0. */
export const when = (condition: Code, ...body: readonly Code[]): Code => [
  ...condition,
  ...[0x04, noResult],
  ...body.flat(),
  0x0b,
];

/** Runs one code if a condition is not 0, another if it is. */
export const either = (condition: Code, then: readonly Code[], otherwise: readonly Code[]): Code => [
  ...condition,
  ...[0x04, noResult],
  ...then.flat(),
  0x05,
  ...otherwise.flat(),
  0x0b,
];

/** Leaves the function with a result. */
export const giveBack = (result: Code): Code => [...result, 0x0f];

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(list(items))];

/** A module that exports one function, `run`, which takes numbers of 32 bits and gives one, and its memory of so many pages of 64 KiB, `memory`. */
export function moduleOf(parameters: number, locals: Locals, body: Code, pages: number): Uint8Array {
  const name = (text: string): Code => sized([...Buffer.from(text)]);
  const variables = locals.types.slice(parameters).map((type) => [1, typeBytes[type]]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, ...list(new Array(parameters).fill([typeBytes.i32])), 1, typeBytes.i32]]),
    ...section(3, [[0]]),
    ...section(5, [[0, ...unsigned(pages)]]),
    ...section(7, [
      [...name('run'), 0, 0],
      [...name('memory'), 2, 0],
    ]),
    ...section(10, [sized([...list(variables), ...body, 0x0b])]),
  ]);
}
