import type { Answer, Errand, Reply, Setup } from './messages.js';
import type { StartThread, Thread } from './thread.js';

/** How many errands a thread has at most: one that it does, and one for when that is done. */
const errandsAtOnce = 2;

/** Threads that share the errands of one scan after the other. */
export class ThreadPool {
  private readonly threads: { readonly thread: Thread; open: number }[] = [];
  private readonly answers = new Map<number, Answer>();
  private failure: Error | null = null;
  /** The number of the scan at hand. */
  private scan = 0;
  private errands: readonly Errand[] = [];
  private sent = 0;
  private taken = 0;
  private wake = () => {};

  constructor(starts: readonly StartThread[]) {
    const failed = (error: Error) => {
      this.failure ??= error;
      this.wake();
    };
    for (const [i, start] of starts.entries())
      this.threads.push({ thread: start({ reply: (reply) => this.hear(i, reply), failed }), open: 0 });
  }

  /** Begins a scan; what was sent of the one before is forgotten. */
  begin(setup: Setup, errands: readonly Errand[]): void {
    this.scan += 1;
    this.errands = errands;
    this.answers.clear();
    this.sent = 0;
    this.taken = 0;
    for (const member of this.threads) {
      member.open = 0;
      member.thread.hold('held');
      member.thread.send({ scan: this.scan, setup });
    }
    this.send();
  }

  /** The answer to the next errand, in their order. */
  async next(): Promise<Answer> {
    while (this.failure === null) {
      const answer = this.answers.get(this.taken);
      if (answer !== undefined) {
        this.answers.delete(this.taken);
        this.taken += 1;
        this.send();
        return answer;
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    throw this.failure;
  }

  /** Ends a scan. */
  end(): void {
    for (const { thread } of this.threads) thread.hold('free');
  }

  private hear(index: number, { scan, answer }: Reply): void {
    if (scan !== this.scan) return;
    this.threads[index]!.open -= 1;
    this.answers.set(answer.number, answer);
    this.send();
    this.wake();
  }

  /** Sends errands to threads that have room, not so far ahead that answers heap up. */
  private send(): void {
    const limit = Math.min(this.errands.length, this.taken + 2 * errandsAtOnce * this.threads.length);
    for (let depth = 0; depth < errandsAtOnce; depth++)
      for (const member of this.threads)
        if (this.sent < limit && member.open <= depth) {
          member.open += 1;
          member.thread.send({ errand: this.errands[this.sent]! });
          this.sent += 1;
        }
  }
}
