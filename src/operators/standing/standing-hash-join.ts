import type { Row } from '../../records/row.js';
import { type JoinSide, type Pairing, pairing } from '../hash-join.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import { HeldStandings } from './held-standings.js';
import { Spells } from './spells.js';
import type { Standing, StandingSink } from './standing.js';

/**
 * Pairs the rows of two inputs that have equal keys as long as both stand, and gives rows without a partner as long as they have none where a side
 * keeps them. Holds both inputs; most rows of the left one never find a partner, and are held as small as can be.
 */
export class StandingHashJoin {
  readonly left: StandingSink;
  readonly right: StandingSink;
  private readonly lefts = new HeldStandings();
  private readonly leftKeys: Key[] = [];
  private readonly rights = new Map<Key, Standing[]>();
  private readonly pair: Pairing;
  private open = 2;

  constructor(
    private readonly leftSide: JoinSide,
    private readonly rightSide: JoinSide,
    private readonly next: StandingSink,
  ) {
    this.pair = pairing(leftSide, rightSide);
    const space = new KeySpace();
    const leftKey = keyOf(leftSide.key, space);
    const rightKey = keyOf(rightSide.key, space);
    const end = () => this.sideEnded();
    this.left = {
      push: (row, from, until) => {
        this.leftKeys.push(leftKey(row));
        this.lefts.add(row, from, until);
      },
      end,
    };
    this.right = { push: (row, from, until) => this.takeRight(rightKey(row), { row, from, until }), end };
  }

  private takeRight(key: Key, right: Standing): void {
    const known = this.rights.get(key);
    if (known === undefined) this.rights.set(key, [right]);
    else known.push(right);
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    const { lefts, leftKeys, rights, pair, next } = this;
    for (const own of rights.values()) own.sort((a, b) => a.from - b.from);
    const rightSpells = this.leftSide.unmatched === 'keep' ? spellsOf(rights) : null;
    const leftSpells = this.rightSide.unmatched === 'keep' ? new Map<Key, Spells>() : null;
    for (const [i, key] of leftKeys.entries()) {
      const others = rights.get(key);
      if (others === undefined && rightSpells === null) continue;
      const left = lefts.at(i);
      if (others !== undefined) this.givePairs(left, others);
      if (rightSpells !== null) giveAlone(left, rightSpells.get(key), (row) => pair(row, null), next);
      if (leftSpells !== null && others !== undefined) addSpell(leftSpells, key, left);
    }
    if (leftSpells !== null)
      for (const [key, own] of rights)
        for (const right of own) giveAlone(right, leftSpells.get(key), (row) => pair(null, row), next);
    rights.clear();
    next.end();
  }

  /** `rights` are in the order in which they begin to stand. */
  private givePairs(left: Standing, rights: readonly Standing[]): void {
    for (const right of rights) {
      if (right.from >= left.until) return;
      const from = Math.max(left.from, right.from);
      const until = Math.min(left.until, right.until);
      if (from < until) this.next.push(this.pair(left.row, right.row), from, until);
    }
  }
}

/** Gives a row where none of its partners stands. */
function giveAlone(
  { row, from, until }: Standing,
  partners: Spells | undefined,
  alone: (row: Row) => Row,
  next: StandingSink,
): void {
  const give = (start: number, end: number) => next.push(alone(row), start, end);
  if (partners === undefined) give(from, until);
  else partners.without(from, until, give);
}

function spellsOf(rows: ReadonlyMap<Key, readonly Standing[]>): Map<Key, Spells> {
  const spells = new Map<Key, Spells>();
  for (const [key, own] of rows) for (const one of own) addSpell(spells, key, one);
  return spells;
}

function addSpell(spells: Map<Key, Spells>, key: Key, { from, until }: Standing): void {
  let own = spells.get(key);
  if (own === undefined) {
    own = new Spells();
    spells.set(key, own);
  }
  own.add(from, until);
}
