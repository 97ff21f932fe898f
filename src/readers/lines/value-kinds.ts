// What a JSON value is, as a number.
/** A string without escapes. */
export const text = 1;
/** A string with escapes. */
export const escapedText = 2;
/** `true` or `false`. */
export const truth = 3;
export const nothing = 4;
/** A whole number of at most 15 digits, written as JavaScript writes it. */
export const integer = 5;
/** Any other number. */
export const number = 6;
/** `[]` */
export const emptyArray = 7;
export const array = 8;

/** Kinds as bits of a number. */
export const bits = (...kinds: readonly number[]): number =>
  kinds.reduce((all, kind) => all | (1 << kind), 0);
/** All kinds as bits. */
export const allKinds = -1;
