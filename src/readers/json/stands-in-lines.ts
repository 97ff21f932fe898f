import type { Input } from '../input.js';
import { recordLimit } from './json-value-reader.js';
import { JsonValueScanner } from './json-value-scanner.js';
import { LinePosition } from './line-position.js';

/** Whether the values of an input have a line each, as its first value shows: it ends on its line and shares it with no other. */
export async function standsInLines(input: Input): Promise<boolean> {
  const position = new LinePosition();
  const scanner = new JsonValueScanner(position);
  let began: number | null = null;
  let read = 0;
  for await (const chunk of input.content()) {
    let at = began === null ? position.skip(chunk, 0) : 0;
    if (at === chunk.length) continue;
    began ??= position.line;
    if (!scanner.complete) {
      at = scanner.scan(chunk, at);
      if (position.line > began) return false;
      if (scanner.fault !== null) return true;
    }
    if (scanner.complete) at = position.skip(chunk, at);
    if (at < chunk.length) return position.line > began;
    read += chunk.length;
    if (read > recordLimit) return true;
  }
  return true;
}
