import { CST, Lexer } from 'yaml';

const deepest = 60;
const widestIndent = 200;

/**
 * Where a YAML text nests so deep that composing it could end the process; null when it nowhere does.
 * Looks at tokens alone: open brackets, and in one line its indentation and its list and key marks.
 */
export function tooDeepAt(text: string): number | null {
  let [offset, open, marks] = [0, 0, 0];
  let previous: CST.TokenType | null = null;
  for (const token of new Lexer().lex(text)) {
    // What follows the mark of a scalar is its text, whatever that looks like.
    const type: CST.TokenType | null = previous === 'scalar' ? null : CST.tokenType(token);
    const indented = type === 'space' && previous === 'newline';
    if (indented && token.length > widestIndent) return offset;
    switch (type) {
      case 'newline':
        marks = 0;
        break;
      case 'flow-seq-start':
      case 'flow-map-start':
        open += 1;
        break;
      case 'flow-seq-end':
      case 'flow-map-end':
        open -= 1;
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        marks += 1;
        break;
      case 'map-value-ind':
        if (open === 0) marks += 1;
        break;
    }
    if (open > deepest || marks > deepest) return offset;
    previous = type;
    // The lexer's own marks stand for nothing in the text.
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') offset += token.length;
  }
  return null;
}
