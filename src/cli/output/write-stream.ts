import { isSystemError, refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';
import type { OutputStream } from '../streams.js';
import { blocks } from './blocks.js';

/** The reader of our output has gone, as `head` does when it has seen enough. */
export class ClosedPipe extends Error {
  override readonly name = 'ClosedPipe';
}

/** Writes text to a stream, waiting for each block to go out. Throws ClosedPipe when nobody reads any more, a UsageError when the system refuses. */
export async function writeStream(stream: OutputStream, chunks: Iterable<string>): Promise<void> {
  for (const block of blocks(chunks)) await written(stream, block);
}

function written(stream: OutputStream, block: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(block, (error) => {
      if (error == null) resolve();
      else
        reject(
          isClosed(error)
            ? new ClosedPipe()
            : new UsageError(`the output cannot be written: ${refusal(error)}`),
        );
    });
  });
}

/** Whether a write failed because the other end is closed. */
const isClosed = (error: Error) =>
  isSystemError(error)
    ? error.code === 'EPIPE' || error.code === 'EOF'
    : (error as NodeJS.ErrnoException).code === 'ERR_STREAM_DESTROYED';
