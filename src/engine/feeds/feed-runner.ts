import type { PlanNode } from '../../plan/node.js';
import type { Instant } from '../../records/instant.js';
import type { Row, Sink } from '../../records/row.js';
import type { RecordSink, ScanRequest } from '../../records/scan.js';
import { unknownNow, untilLater } from '../clock.js';
import { compilePlans } from '../compile-plan.js';
import { layoutOf, slotOf } from '../layout.js';
import type { Observer, ObserverEntry } from '../observer.js';
import { observerNamed } from '../observers.js';
import { scanRequest } from '../scan-request.js';
import { BatchWriter, type RowBatches } from './row-batch.js';

/** What is to be made of every part of a scan, as plain data that can be sent to another thread. */
export interface FeedWork {
  /** The plans of the feeds; steps that they share are one object. */
  readonly plans: readonly PlanNode[];
  readonly observers: readonly ObserverEntry['name'][];
  readonly now: Instant | null;
  /** Whether `now` was guessed, so that a later record must be noticed. */
  readonly guessed: boolean;
}

/** What was made of one part. */
export interface PartYield {
  readonly batches: RowBatches;
  /** What each observer noticed. */
  readonly observed: readonly unknown[];
}

/** Makes rows of the records of one part after the other, in the order of the scan. What a `distinct` gave once it does not give again. */
export class FeedRunner {
  readonly request: ScanRequest;
  readonly sink: RecordSink;

  private readonly entries: readonly ObserverEntry[];
  private readonly slot: (column: string) => number;
  private readonly writer: BatchWriter;
  private observers: readonly Observer[];

  constructor({ plans, observers, now, guessed }: FeedWork) {
    this.entries = observers.map(observerNamed);
    this.request = scanRequest(
      plans,
      this.entries.flatMap(({ columns }) => columns),
      now,
    );
    const layout = layoutOf(this.request.columns.map(({ name }) => name));
    this.slot = (column) => slotOf(layout, column);
    this.observers = this.started();
    this.writer = new BatchWriter(plans.map(({ columns }) => columns.length));
    const records: Sink = compilePlans(
      plans.map((plan, feed) => ({ plan, sink: this.writer.sink(feed) })),
      { now: now ?? unknownNow, source: layout, onTie() {} },
    );
    const sink: RecordSink = {
      seen: (row: Row) => {
        for (const observer of this.observers) observer.seen(row);
      },
      push: (row) => records.push(row),
    };
    this.sink = guessed && now !== null ? untilLater(now, sink) : sink;
  }

  /** What came of the records since the last time. */
  take(): PartYield {
    const observed = this.observers.map((observer) => observer.partial());
    this.observers = this.started();
    return { batches: this.writer.take(), observed };
  }

  private started(): readonly Observer[] {
    return this.entries.map(({ start }) => start(this.slot));
  }
}
