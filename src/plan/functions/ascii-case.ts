const ascii = /^[\x00-\x7f]*$/;

/** Lower case for A to Z alone, as KQL folds case; other letters stay. The length stays too. */
export const foldCase = (text: string): string =>
  ascii.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
