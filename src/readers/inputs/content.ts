import { ahead } from './ahead.js';
import { utf8 } from './encoding.js';
import { gunzip, isGzip } from './gzip.js';
import { peek } from './peek.js';
import type { StoredBytes } from './stored-bytes.js';

/** Who hears what happens below the content of an input. */
export interface ContentEvents {
  /** Hears of every raw chunk, before it is unpacked. */
  bytes(chunk: Uint8Array): void;
  /** Hears that there are no more raw chunks. */
  end(): void;
  /** Hears that the content is not all that the input should hold. */
  trouble(kind: 'cut-file' | 'file-changed', detail: string): void;
}

/** How often gzip may stand inside gzip; what is packed deeper stays packed. */
const greatestDepth = 4;

/** The content of an input from its beginning: unpacked, as UTF-8 without byte order mark. A chunk is valid until the next is asked for. */
export function contentOf(stored: StoredBytes, events: ContentEvents): AsyncIterable<Uint8Array> {
  return utf8(unpacked(rawChunks(stored, events), events, greatestDepth));
}

async function* rawChunks(stored: StoredBytes, events: ContentEvents): AsyncGenerator<Uint8Array> {
  for await (const chunk of stored.chunks((detail) => events.trouble('file-changed', detail))) {
    events.bytes(chunk);
    yield chunk;
  }
  events.end();
}

async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  events: ContentEvents,
  depth: number,
): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks, 3);
  if (depth > 0 && isGzip(head))
    yield* unpacked(ahead(gunzip(all, (detail) => events.trouble('cut-file', detail))), events, depth - 1);
  else yield* all;
}
