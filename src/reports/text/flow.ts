import { displayWidth } from './display-width.js';
import type { Paint } from './palette.js';

/**
 * A piece of running text, perhaps with a look of its own, or split already at the blanks at which it may be broken.
 * The pieces of a paragraph are joined by a blank.
 */
export type Span =
  | string
  | { readonly text: string; readonly paint: Paint }
  | { readonly pieces: readonly string[] };

/** Where a paragraph stands: the indents of its first and of its other lines, and the columns to fill. */
export interface Measure {
  readonly first: number;
  readonly rest: number;
  readonly width: number;
}

/** Breaks a paragraph into lines at its blanks; a word longer than a line goes beyond the width. */
export function* flow(spans: readonly Span[], { first, rest, width }: Measure): Generator<string> {
  let line: Word[] = [];
  let indent = first;
  let used = first;
  for (const word of wordsOf(spans)) {
    if (line.length > 0 && used + word.blanks + word.width > width) {
      yield ' '.repeat(indent) + painted(line);
      line = [];
      indent = rest;
      used = rest;
    }
    used += (line.length === 0 ? 0 : word.blanks) + word.width;
    line.push(word);
  }
  if (line.length > 0) yield ' '.repeat(indent) + painted(line);
}

interface Word {
  readonly text: string;
  readonly width: number;
  /** Blanks between the word before and this one. */
  readonly blanks: number;
  readonly span: Span;
}

function* wordsOf(spans: readonly Span[]): Generator<Word> {
  let blanks = 0;
  for (const span of spans)
    for (const text of piecesOf(span)) {
      if (text !== '') {
        yield { text, width: displayWidth(text), blanks, span };
        blanks = 0;
      }
      blanks += 1;
    }
}

function piecesOf(span: Span): readonly string[] {
  if (typeof span === 'string') return span.split(' ');
  return 'pieces' in span ? span.pieces : span.text.split(' ');
}

/** A line, each run of words of one span painted once. */
function painted(words: readonly Word[]): string {
  let line = '';
  let run = '';
  words.forEach(({ text, blanks, span }, i) => {
    const gap = i === 0 ? '' : ' '.repeat(blanks);
    if (i > 0 && words[i - 1]!.span === span) run += gap + text;
    else {
      line += gap;
      run = text;
    }
    if (words[i + 1]?.span !== span)
      line += typeof span !== 'string' && 'paint' in span ? span.paint(run) : run;
  });
  return line;
}
