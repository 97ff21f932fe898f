import type { Answer, Errand, Setup } from './messages.js';
import type { StartThread, Thread } from './thread.js';

/** How many errands a thread has at most: one that it does, and one for when that is done. */
const errandsAtOnce = 2;

/** Threads that share the errands of one scan. */
export class ThreadPool {
  private readonly threads: { readonly thread: Thread; open: number }[] = [];
  private readonly answers = new Map<number, Answer>();
  private failure: Error | null = null;
  private sent = 0;
  private taken = 0;
  private wake = () => {};

  constructor(
    private readonly errands: readonly Errand[],
    setup: Setup,
    count: number,
    start: StartThread,
  ) {
    const failed = (error: Error) => {
      this.failure ??= error;
      this.wake();
    };
    for (let i = 0; i < Math.min(count, errands.length); i++) {
      const answer = (answer: Answer) => {
        member.open -= 1;
        this.answers.set(answer.number, answer);
        this.send();
        this.wake();
      };
      const member = { thread: start(setup, { answer, failed }), open: 0 };
      this.threads.push(member);
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

  async stop(): Promise<void> {
    await Promise.all(this.threads.map(({ thread }) => thread.stop()));
  }

  /** Sends errands to threads that have room, not so far ahead that answers heap up. */
  private send(): void {
    const limit = Math.min(this.errands.length, this.taken + 2 * errandsAtOnce * this.threads.length);
    for (let depth = 0; depth < errandsAtOnce; depth++)
      for (const member of this.threads)
        if (this.sent < limit && member.open <= depth) {
          member.open += 1;
          member.thread.send(this.errands[this.sent]!);
          this.sent += 1;
        }
  }
}
