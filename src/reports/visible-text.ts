/** What a terminal acts on or does not show: control, format and other ignorable characters (bidi overrides, zero width), line and paragraph separators, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return named.get(character) ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}

/** Text from a log as one line that a terminal only shows: what it would act on or hide is written as an escape such as `\u001b`. */
export const visibleText = (text: string): string => text.replace(unseen, escaped);

const longest = 500;

/** `visibleText` of at most 500 characters; says how many were cut. */
export function visibleExcerpt(text: string): string {
  if (text.length <= longest) return visibleText(text);
  return `${visibleText(text.slice(0, longest))}... (${text.length - longest} more characters)`;
}
