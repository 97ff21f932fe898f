// A term is a run of letters and digits; `_` is neither. What is sought may hold several terms.

const letterOrDigit = /[\p{L}\p{N}]/u;

/** Whether the code unit begins or ends a letter or digit; `at` may lie outside the text. */
function inTerm(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit < 128)
    return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
  if (Number.isNaN(unit)) return false;
  const start = unit >= 0xdc00 && unit < 0xe000 ? at - 1 : at;
  return letterOrDigit.test(String.fromCodePoint(text.codePointAt(start) ?? unit));
}

function occurs(
  text: string,
  sought: string,
  boundary: (text: string, from: number, to: number) => boolean,
): boolean {
  if (sought === '') return true;
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1))
    if (boundary(text, at, at + sought.length)) return true;
  return false;
}

const begins = (text: string, from: number) => !inTerm(text, from - 1);
const ends = (text: string, _: number, to: number) => !inTerm(text, to);
const both = (text: string, from: number, to: number) => begins(text, from) && ends(text, from, to);

/** Whether the sought text stands in the text with no letter or digit beside it. Empty is in every text. */
export const hasTerm = (text: string, sought: string): boolean => occurs(text, sought, both);

/** Whether the sought text stands in the text with no letter or digit before it. */
export const hasTermBeginning = (text: string, sought: string): boolean => occurs(text, sought, begins);

/** Whether the sought text stands in the text with no letter or digit after it. */
export const hasTermEnding = (text: string, sought: string): boolean => occurs(text, sought, ends);
