import type { Row } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import type { RowValue } from '../row-value.js';
import type { StandingSink } from './standing.js';

/** A comparison with an instant that never falls from step to step. */
export interface Bound {
  readonly value: RowValue;
  readonly op: '<' | '<=' | '>' | '>=';
  /** The instant at a step; null where there is none. */
  readonly at: (step: number) => Value;
}

/** Gives rows at those of their steps at which a comparison with the clock holds. */
export class StandingBound implements StandingSink {
  private readonly known = new Map<number, Value>();
  /** Where the last search ended: rows mostly come in the order of time. */
  private last = 0;

  constructor(
    private readonly bound: Bound,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    const { value, op } = this.bound;
    const time = value(row);
    if (time === null) return;
    if (this.at(from) === null || this.at(until - 1) === null) {
      this.pushSingly(row, from, until);
      return;
    }
    // A bound that rises passes what is later than it first, and what is earlier than it last.
    const passes = op === '>' || op === '<=' ? this.reaches : this.exceeds;
    const turn = this.firstStep((step) => passes(this.at(step)!, time), from, until);
    if (op === '>' || op === '>=') {
      if (from < turn) this.next.push(row, from, turn);
    } else if (turn < until) this.next.push(row, turn, until);
  }

  end(): void {
    this.known.clear();
    this.next.end();
  }

  private readonly reaches = (bound: NonNullable<Value>, time: NonNullable<Value>) => bound >= time;
  private readonly exceeds = (bound: NonNullable<Value>, time: NonNullable<Value>) => bound > time;

  /** Of some steps the first at which a test holds that holds at all steps after one; the end of them when none. */
  private firstStep(holds: (step: number) => boolean, from: number, until: number): number {
    const { last } = this;
    if (last > from && last < until && holds(last) && !holds(last - 1)) return last;
    let low = from;
    let high = until;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    this.last = low;
    return low;
  }

  /** At the ends of the calendar some steps have no instant. */
  private pushSingly(row: Row, from: number, until: number): void {
    const { value, op } = this.bound;
    const time = value(row)!;
    for (let step = from; step < until; step++) {
      const at = this.at(step);
      if (at !== null && compared(time, op, at)) this.next.push(row, step, step + 1);
    }
  }

  private at(step: number): Value {
    let at = this.known.get(step);
    if (at === undefined) {
      at = this.bound.at(step);
      this.known.set(step, at);
    }
    return at;
  }
}

function compared(time: NonNullable<Value>, op: Bound['op'], at: NonNullable<Value>): boolean {
  switch (op) {
    case '<':
      return time < at;
    case '<=':
      return time <= at;
    case '>':
      return time > at;
    case '>=':
      return time >= at;
  }
}
