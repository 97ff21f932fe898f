/** Sets of steps: spells that neither overlap nor touch, in order, each from a step on up to another that is no longer included. */
export class Spells {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** Adds the steps of a spell. */
  add(from: number, until: number): void {
    const { starts, ends } = this;
    const first = this.firstEndingFrom(from);
    let last = first;
    let start = from;
    let end = until;
    for (; last < starts.length && starts[last]! <= until; last++) {
      start = Math.min(start, starts[last]!);
      end = Math.max(end, ends[last]!);
    }
    starts.splice(first, last - first, start);
    ends.splice(first, last - first, end);
  }

  /** Calls `give` with every part of a spell that lies in the set. */
  within(from: number, until: number, give: (from: number, until: number) => void): void {
    const { starts, ends } = this;
    for (let i = this.firstEndingFrom(from + 1); i < starts.length && starts[i]! < until; i++)
      give(Math.max(from, starts[i]!), Math.min(until, ends[i]!));
  }

  /** Calls `give` with every part of a spell that lies outside the set. */
  without(from: number, until: number, give: (from: number, until: number) => void): void {
    let at = from;
    this.within(from, until, (start, end) => {
      if (start > at) give(at, start);
      at = end;
    });
    if (at < until) give(at, until);
  }

  /** The number of the first spell that ends at a step or later. */
  private firstEndingFrom(step: number): number {
    const { ends } = this;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
