const blockLength = 65_536;

/** Joins small chunks of text into blocks worth a system call. */
export function* blocks(chunks: Iterable<string>): Generator<string> {
  let held: string[] = [];
  let length = 0;
  for (const chunk of chunks) {
    held.push(chunk);
    length += chunk.length;
    if (length < blockLength) continue;
    yield held.join('');
    held = [];
    length = 0;
  }
  if (length > 0) yield held.join('');
}
