/** Shortens texts, and knows whether it did. */
export interface Cutter {
  /** A text that fills about two lines at most when a line has so many columns; `…` stands for the rest. */
  readonly cut: (text: string, columns: number) => string;
  readonly hasCut: () => boolean;
}

const linesShown = 2;

/** Makes a cutter; with `all` it leaves every text whole. */
export function cutter(groups: 'folded' | 'all'): Cutter {
  let cutSome = false;
  return {
    cut(text, columns) {
      if (groups === 'all') return text;
      const line = Math.max(columns, leastColumns);
      const end = Math.min(linesShown * line, endWithinLongWord(text, line));
      if (text.length <= end) return text;
      cutSome = true;
      // Half a surrogate pair would be no character.
      return `${text.slice(0, end - 1).replace(/[\ud800-\udbff]$/, '')}…`;
    },
    hasCut: () => cutSome,
  };
}

const leastColumns = 20;

/** Where a text must end that no word of it is longer than a line. */
function endWithinLongWord(text: string, line: number): number {
  let start = 0;
  for (const word of text.split(' ')) {
    if (word.length > line) return start + line;
    start += word.length + 1;
  }
  return text.length;
}
