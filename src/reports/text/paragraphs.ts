/** Parts of a report as text, one chunk a line, a blank line between parts; a part without lines leaves no trace. */
export function* paragraphs(parts: Iterable<Iterable<string>>): Generator<string> {
  let last = '';
  for (const part of parts) {
    let first = true;
    for (const line of part) {
      if (first && last !== '') yield '\n';
      yield `${line}\n`;
      first = false;
      last = line;
    }
  }
}
