/** Whether a name fits a pattern in which `*` stands for any text and `?` for one character. Takes at most pattern times name steps. */
export function fitsWildcard(name: string, pattern: string): boolean {
  const text = [...name];
  const wanted = [...pattern];
  let at = 0;
  let from = 0;
  // Where the last star stood, and how far the name had come when that star was given up to there.
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (wanted[from] === '*') {
      star = from++;
      starAt = at;
    } else if (from < wanted.length && (wanted[from] === '?' || wanted[from] === text[at])) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (wanted[from] === '*') from++;
  return from === wanted.length;
}

/** Whether a text holds a wildcard. */
export const isWildcard = (text: string): boolean => /[*?]/.test(text);
