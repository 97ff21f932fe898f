/** What a byte may be in JSON, as bits. */
export const byteRoles = { escape: 1, unicodeEscape: 2, hexDigit: 4, number: 8 } as const;

/** Where the words of a field stand: its first step, the line it was met in last, what is said of its values, the kinds of values that nobody asks for as bits. */
export const fieldWords = { step: 0, metIn: 4, about: 8, unasked: 12, size: 16 } as const;

/**
 * Where the words of a step stand: its length, the field it leads to or 0, the step to try next or 0, the ends of its patterns and of the fields met.
 * Its bytes are in patterns of 16, the last first, each with a mask of what counts in it; behind them stand the addresses of the fields met.
 */
export const stepWords = { length: 0, field: 4, next: 8, patternsEnd: 12, metEnd: 16, size: 20 } as const;

/** How many fields the records of a file may have. */
export const fieldLimit = 4096;
/** How many objects may lie around a value. */
export const pathLimit = 20;
/** How many bytes may lie between two values, or a value and the end of its line. */
export const stepLimit = 512;

const list = fieldLimit * 4;

/** What stands where in the memory of a scan. At 0 stand the roles of all bytes. */
export const scanLayout = {
  /** Of the values of a line that anybody asks for: what is said of their fields, their kinds, where they begin and end. */
  abouts: 256,
  kinds: 256 + list,
  from: 256 + 2 * list,
  to: 256 + 3 * list,
  /** Of the numbers and arrays of a line that only `JSON.parse` can tell from what is none: where they begin and end. */
  doubtsFrom: 256 + 4 * list,
  doubtsTo: 256 + 5 * list,
  /** The fields and steps that are known. */
  graph: 256 + 6 * list,
  /** The bytes of lines; a comparison may begin up to 15 bytes before them. */
  text: 256 + 6 * list + 0x10_0000,
} as const;
