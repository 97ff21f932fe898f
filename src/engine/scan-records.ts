import { Fork } from '../operators/fork.js';
import type { PlanNode } from '../plan/node.js';
import type { Instant } from '../records/instant.js';
import type { RecordPlace, Sink } from '../records/row.js';
import type { RecordSink, RecordSource, ScanReport } from '../records/scan.js';
import { unknownNow, untilLater } from './clock.js';
import type { CompileOptions } from './compile-plan.js';
import type { FeedWork } from './feeds/feed-runner.js';
import { feedsOf } from './feeds/feeds.js';
import { pushBatches } from './feeds/row-batch.js';
import type { Threads } from './feeds/threads.js';
import { layoutOf, slotOf } from './layout.js';
import type { Observer, ObserverEntry } from './observer.js';
import { scanRequest } from './scan-request.js';

/** What is to be made of records. */
export interface Scanning {
  readonly plans: readonly PlanNode[];
  /** Builds the operators of the plans, and gives what takes the records. */
  readonly compile: (options: Pick<CompileOptions, 'source' | 'now' | 'fed'>) => Sink;
  /** Watch all records. */
  readonly entries: readonly ObserverEntry[];
  /** What `now()` means; null when no plan looks at it. */
  readonly now: Instant | null;
  /** Whether `now` was guessed, so that a later record ends the scan with a `LaterRecord`. */
  readonly guessed: boolean;
}

/** What a scan gave beside rows. */
export interface Watched {
  readonly scan: ScanReport;
  readonly observers: readonly Observer[];
}

/** Sends all records through the plans, under the eyes of observers; by threads where there are some. */
export const scanRecords = (
  scanning: Scanning,
  source: RecordSource,
  threads: Threads | undefined,
): Promise<Watched> =>
  threads === undefined ? scanInto(scanning, source) : scanByThreads(scanning, threads);

async function scanInto(
  { plans, compile, entries, now, guessed }: Scanning,
  source: RecordSource,
): Promise<Watched> {
  const request = scanRequest(
    plans,
    entries.flatMap(({ columns }) => columns),
    now,
  );
  const layout = layoutOf(request.columns.map(({ name }) => name));
  const observers = entries.map(({ start }) => start((column) => slotOf(layout, column)));
  const records = compile({ source: layout, now: now ?? unknownNow });
  const sink: RecordSink = {
    seen(row) {
      for (const observer of observers) observer.seen(row);
    },
    push: (row) => records.push(row),
  };
  const scan = await source.scan(request, guessed && now !== null ? untilLater(now, sink) : sink);
  records.end();
  return { scan, observers };
}

/** As `scanInto`, with the work on single records done by threads. */
async function scanByThreads(
  { plans, compile, entries, now, guessed }: Scanning,
  threads: Threads,
): Promise<Watched> {
  const feeds = feedsOf(plans);
  const forks = feeds.map(() => new Fork());
  const fed = new Map(feeds.map(({ step }, feed) => [step, forks[feed]!]));
  // What is only merged needs no columns.
  const observers = entries.map(({ start }) => start(() => 0));
  compile({ source: layoutOf([]), now: now ?? unknownNow, fed });
  const work: FeedWork = {
    plans: feeds.map(({ plan }) => plan),
    observers: entries.map(({ name }) => name),
    now,
    guessed,
  };
  const scan = await threads.scan(work, ({ batches, observed }, place) => {
    pushBatches(batches, place, forks);
    const shifted = ({ line, record }: RecordPlace): RecordPlace => ({
      input: place.input,
      line: line + place.lines,
      record: record + place.records,
    });
    for (const [i, observer] of observers.entries()) observer.merge(observed[i], shifted);
  });
  for (const fork of forks) fork.end();
  return { scan, observers };
}
