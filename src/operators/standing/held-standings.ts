import type { Row } from '../../records/row.js';
import { HeldRows } from '../held-rows.js';
import type { Standing } from './standing.js';

/** Holds many standing rows of one width in little memory. */
export class HeldStandings {
  private readonly rows = new HeldRows();
  private readonly spells: number[] = [];

  get size(): number {
    return this.rows.size;
  }

  add(row: Row, from: number, until: number): void {
    this.rows.add(row);
    this.spells.push(from, until);
  }

  /** A standing row again, equal to the one that was added as the `index`th. */
  at(index: number): Standing {
    return { row: this.rows.at(index), from: this.spells[2 * index]!, until: this.spells[2 * index + 1]! };
  }
}
