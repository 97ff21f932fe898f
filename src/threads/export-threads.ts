import { setImmediate } from 'node:timers/promises';
import { LaterRecord } from '../engine/clock.js';
import type { FeedWork } from '../engine/feeds/feed-runner.js';
import { ReadAgain, type Threads } from '../engine/feeds/threads.js';
import { reportCap } from '../readers/export-cap.js';
import type { ExportSource } from '../readers/export-source.js';
import { type Fingerprint, FingerprintTaker } from '../readers/inputs/fingerprint.js';
import type { InputPart } from '../readers/parts/input-part.js';
import { InputTally } from '../readers/parts/input-tally.js';
import { NoPart } from '../readers/parts/no-part.js';
import { cutInput } from '../readers/parts/part-cutter.js';
import type { ScanReport } from '../records/scan.js';
import { refusal } from '../records/system-error.js';
import type { Troubles } from '../records/trouble.js';
import type { Errand } from './messages.js';
import type { StartThread } from './thread.js';
import { ThreadPool } from './thread-pool.js';

/** How exports are read by threads. */
export interface ThreadOptions {
  /** Begins each of the threads that read. */
  readonly starts: readonly StartThread[];
  /** About how large the parts of an input are, in bytes. */
  readonly partSize: number;
}

type Take = Parameters<Threads['scan']>[1];

/** Reads exports by threads, which begin at once, large inputs in parts. Null when an input cannot be reached by another thread. */
export function exportThreads(source: ExportSource, options: ThreadOptions): Threads | null {
  if (source.inputs.some(({ stored }) => stored.file === null)) return null;
  let { partSize } = options;
  const pool = new ThreadPool(options.starts);
  return {
    async scan(work, take) {
      const scan = new ThreadedScan(source, pool, partSize);
      try {
        return await scan.run(work, take);
      } catch (error) {
        if (!(error instanceof NoPart)) throw error;
        // What cannot be read in parts is read whole.
        partSize = Number.POSITIVE_INFINITY;
        throw new ReadAgain();
      }
    },
  };
}

class ThreadedScan {
  private readonly troubles: Troubles;
  private readonly tallies: readonly InputTally[];
  private readonly progress: (bytes: number) => void;
  private over = false;

  constructor(
    private readonly source: ExportSource,
    private readonly pool: ThreadPool,
    private readonly partSize: number,
  ) {
    this.troubles = source.beginTroubles();
    this.progress = source.beginProgress();
    this.tallies = source.inputs.map((input) => new InputTally(input, this.troubles));
  }

  async run(work: FeedWork, take: Take): Promise<ScanReport> {
    const { source, pool, tallies, troubles } = this;
    const errands = await this.errands();
    try {
      pool.begin({ work, options: source.options }, errands);
      const [fingerprints] = await Promise.all([this.fingerprints(), this.takeAll(errands, take)]);
      const inputs = tallies.map((tally, index) => tally.report(fingerprints[index]!));
      return source.scanned(inputs, troubles);
    } finally {
      this.over = true;
      pool.end();
    }
  }

  private async errands(): Promise<readonly Errand[]> {
    const { source, partSize } = this;
    const parts: { readonly part: InputPart; readonly input: number }[] = [];
    for (const [input, file] of source.inputs.entries())
      for (const part of await cutInput(file, partSize)) parts.push({ part, input });
    return parts.map((errand, number) => ({ number, ...errand }));
  }

  private async takeAll(errands: readonly Errand[], take: Take): Promise<void> {
    for (const { number, part, input } of errands) {
      const answer = await this.pool.next();
      if ('error' in answer) throw answer.error;
      if ('failure' in answer) throw answer.failure === 'no part' ? new NoPart() : new LaterRecord();
      const tally = this.tallies[input]!;
      take(answer.made, { input, ...tally.before });
      tally.add(answer.report);
      this.progress(part.stretch === null ? Number(part.file.size) : part.stretch.to - part.stretch.from);
      if (errands[number + 1]?.input !== input) reportCap(this.source.inputs[input]!, tally, this.troubles);
    }
  }

  /** What tells the bytes of each input from others. */
  private async fingerprints(): Promise<readonly Fingerprint[]> {
    const found: Fingerprint[] = [];
    for (const index of this.source.inputs.keys())
      found.push(this.source.fingerprint(index) ?? (await this.takeFingerprint(index)));
    return found;
  }

  private async takeFingerprint(index: number): Promise<Fingerprint> {
    const { path, stored } = this.source.inputs[index]!;
    const taker = new FingerprintTaker();
    try {
      for await (const chunk of stored.chunks((detail) =>
        this.troubles.add('file-changed', path, null, detail),
      )) {
        taker.add(chunk);
        // Answers of threads come between chunks.
        await setImmediate();
        if (this.over) break;
      }
    } catch (error) {
      refusal(error);
    }
    return taker.take();
  }
}
