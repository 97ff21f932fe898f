/** What can be wrong with data or make a result doubtful; each is counted and shown, never thrown. */
export type TroubleKind =
  | 'malformed-record'
  | 'unreadable-value'
  | 'unreadable-time'
  | 'ambiguous-date'
  | 'unknown-time-zone'
  | 'local-time-read-as-utc'
  | 'ambiguous-none'
  | 'duplicate-column'
  | 'other-table'
  | 'left-out'
  | 'partial-result'
  | 'export-cap'
  | 'cut-file'
  | 'file-changed'
  | 'read-slowly'
  | 'same-file-twice'
  | 'duplicate-record'
  | 'out-of-order'
  | 'short-history'
  | 'short-period'
  | 'silent-vault'
  | 'newest-record-apart'
  | 'missing-column'
  | 'arg-max-tie'
  | 'expired-allowance'
  | 'idle-allowance';

/** One place where a trouble was met. `line` is null when it concerns a whole input, and `path` is empty when it concerns them all. */
export interface TroubleExample {
  readonly path: string;
  readonly line: number | null;
  readonly detail: string;
}

/** All that was met of one kind. */
export interface TroubleReport {
  readonly kind: TroubleKind;
  readonly count: number;
  /** The first few, in input order. */
  readonly examples: readonly TroubleExample[];
}

const examplesKept = 5;

/** Counts troubles by kind and keeps the first examples of each. */
export class Troubles {
  private readonly kinds = new Map<TroubleKind, { count: number; examples: TroubleExample[] }>();

  add(kind: TroubleKind, path: string, line: number | null, detail: string): void {
    this.addMany(kind, 1, { path, line, detail });
  }

  /** Counts `count` troubles at once, with one example for all of them. */
  addMany(kind: TroubleKind, count: number, example: TroubleExample): void {
    const known = this.kinds.get(kind);
    if (known === undefined) this.kinds.set(kind, { count, examples: [example] });
    else {
      known.count += count;
      if (known.examples.length < examplesKept) known.examples.push(example);
    }
  }

  /** Takes over reports of another collector, after those already here. */
  merge(reports: readonly TroubleReport[]): void {
    for (const { kind, count, examples } of reports) {
      const [first, ...rest] = examples;
      if (first === undefined) continue;
      this.addMany(kind, count, first);
      for (const example of rest) this.addMany(kind, 0, example);
    }
  }

  /** Every kind met, by name. */
  report(): TroubleReport[] {
    return [...this.kinds]
      .map(([kind, { count, examples }]) => ({ kind, count, examples }))
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
  }
}
