import { availableParallelism } from 'node:os';
import type { FeedWork } from '../engine/feeds/feed-runner.js';
import { wantsMost } from '../engine/feeds/feeds.js';
import type { Threads } from '../engine/feeds/threads.js';
import { ExportSource } from '../readers/export-source.js';
import type { RecordSource } from '../records/scan.js';
import type { StartThread } from './thread.js';

/** About how large parts are, in bytes: small enough that all threads end at nearly the same time. */
const partSize = 64 * 1024 * 1024;

/** With less to read, in bytes, threads cost more than they save, each warming up for itself: where somebody asks for them, and where nobody does. */
const worthwhile = { asked: 64 * 1024 * 1024, unasked: 1536 * 1024 * 1024 };

/** More threads than this wait for the one that takes what they made. */
const most = 8;

/**
 * The threads by which `replay` reads a source for some plans: as many as are asked for or as the machine runs at once. Undefined where one
 * is as good: for few bytes, for what cannot be opened twice, and, where nobody asks, for plans that want most records in a row.
 */
export async function threadsFor(
  source: RecordSource,
  plans: FeedWork['plans'],
  count?: number,
): Promise<Threads | undefined> {
  const threads = count ?? Math.min(availableParallelism(), most);
  const least = count === undefined ? worthwhile.unasked : worthwhile.asked;
  if (count === undefined && wantsMost(plans)) return undefined;
  if (threads < 2 || !(source instanceof ExportSource) || source.size < least) return undefined;
  const [{ exportThreads }, { ownThread, startWorker }] = await Promise.all([
    import('./export-threads.js'),
    import('./thread.js'),
  ]);
  const starts = [ownThread, ...new Array<StartThread>(threads - 1).fill(startWorker)];
  return exportThreads(source, { starts, partSize }) ?? undefined;
}
