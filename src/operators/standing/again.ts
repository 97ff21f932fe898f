import type { Row, Sink } from '../../records/row.js';
import type { Key } from '../key.js';
import { sameValues, stepsOfChange } from './changes.js';
import { Spells } from './spells.js';
import type { Standing, StandingSink } from './standing.js';

/** A standing row of one of the inputs of an operator, by its number. */
export interface Given extends Standing {
  readonly input: number;
}

/** How an operator is run anew. */
export interface Anew {
  /** Begins the operator as it is at a step, and gives what takes the rows of each of its inputs. */
  readonly start: (next: Sink, step: number) => readonly Sink[];
  /** Whether it gives the same as long as its rows are the same, or looks at the clock and may change at every step. */
  readonly changes: 'with its rows' | 'at every step';
  /** Between which steps it gives something even of no rows; null for an operator that gives nothing then. */
  readonly always: (() => { readonly from: number; readonly until: number }) | null;
}

/** Runs an operator anew at each step at which its rows change, apart for the rows of each key. */
export class Again {
  readonly inputs: readonly StandingSink[];
  private readonly groups = new Map<Key, Given[]>();
  private open: number;

  constructor(
    private readonly anew: Anew,
    /** What parts the rows of each input: what the operator gives of some must depend on those with an equal key alone. */
    keys: readonly ((row: Row) => Key)[],
    private readonly next: StandingSink,
  ) {
    this.open = keys.length;
    this.inputs = keys.map((keyOf, input) => ({
      push: (row, from, until) => this.take(keyOf(row), { row, from, until, input }),
      end: () => this.inputEnded(),
    }));
  }

  private take(key: Key, given: Given): void {
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, [given]);
    else group.push(given);
  }

  private inputEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    if (this.anew.always !== null && this.groups.size === 0) this.groups.set(null, []);
    for (const group of this.groups.values()) runAnew(group, this.anew, this.next);
    this.groups.clear();
    this.next.end();
  }
}

/** Gives what an operator gives of some rows at every step. */
export function runAnew(group: readonly Given[], anew: Anew, next: StandingSink): void {
  const { always } = anew;
  const results = new Results(next);
  const changes = stepsOfChange(always === null ? group : [...group, always()]);
  const steps = anew.changes === 'with its rows' ? changes : everyStep(group, changes);
  for (const step of steps) {
    const standing = group.filter(({ from, until }) => from <= step && until > step);
    const isOver = step === steps.at(-1);
    const gives = !isOver && (standing.length > 0 || always !== null);
    results.change(gives ? resultOf(standing, anew, step) : [], step);
  }
}

/** Every step at which any row stands, and those at which something begins or is over. */
function everyStep(group: readonly Given[], changes: readonly number[]): readonly number[] {
  const standing = new Spells();
  for (const { from, until } of group) standing.add(from, until);
  const steps = new Set(changes);
  standing.within(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, (from, until) => {
    for (let step = from; step < until; step++) steps.add(step);
  });
  return [...steps].sort((a, b) => a - b);
}

function resultOf(standing: readonly Given[], { start }: Anew, step: number): readonly Row[] {
  const rows: Row[] = [];
  const sinks = start({ push: (row) => void rows.push(row), end() {} }, step);
  for (const { row, input } of standing) sinks[input]!.push(row);
  for (const sink of sinks) sink.end();
  return rows;
}

/** Rows that change from step to step; one that stays the same is given once. */
class Results {
  private open: { readonly row: Row; readonly from: number }[] = [];

  constructor(private readonly next: StandingSink) {}

  /** Says which rows stand from a step on. */
  change(rows: readonly Row[], step: number): void {
    const before = this.open;
    this.open = rows.map((row) => {
      const at = before.findIndex((one) => sameValues(one.row, row));
      return at < 0 ? { row, from: step } : before.splice(at, 1)[0]!;
    });
    for (const { row, from } of before) this.next.push(row, from, step);
  }
}
