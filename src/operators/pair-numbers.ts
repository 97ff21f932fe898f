/** So many pairs have room without leaving the heap, which takes far longer: many tables stay small. */
const firstRoom = 4;

/** Of each place: the left, the right, and the number of the pair that stands there and one more, 0 where none does; side by side, as they are looked at. */
const width = 4;

/** Stands for the array of a table that holds nothing. */
const none = new Int32Array(width);

/** Numbers pairs of whole numbers from 0 to 2³¹ - 1 as they come, from 0: a hash table in one array, which no garbage collector walks. */
export class PairNumbers {
  private size = 0;
  private table = none;
  /** The last place. */
  private last = 0;

  of(left: number, right: number): number {
    const at = this.find(left, right);
    const number = this.table[at + 2]!;
    return number === 0 ? this.add(at, left, right) : number - 1;
  }

  /** Where in the table a pair stands, or would. */
  private find(left: number, right: number): number {
    const { table, last } = this;
    let at = (hash(left, right) & last) * width;
    while (table[at + 2] !== 0 && (table[at] !== left || table[at + 1] !== right))
      at = (at + width) & (last * width);
    return at;
  }

  private add(at: number, left: number, right: number): number {
    let free = at;
    if ((this.size + 1) * 2 > this.last + 1) {
      this.grow();
      free = this.find(left, right);
    }
    this.size += 1;
    this.put(free, left, right, this.size);
    return this.size - 1;
  }

  private put(at: number, left: number, right: number, number: number): void {
    this.table[at] = left;
    this.table[at + 1] = right;
    this.table[at + 2] = number;
  }

  private grow(): void {
    const { table } = this;
    const room = this.size === 0 ? firstRoom : (this.last + 1) * 2;
    this.table = new Int32Array(room * width);
    this.last = room - 1;
    for (let at = 0; at < table.length; at += width)
      if (table[at + 2] !== 0)
        this.put(this.find(table[at]!, table[at + 1]!), table[at]!, table[at + 1]!, table[at + 2]!);
  }
}

const anyOdd = (): number => Math.floor(Math.random() * 2 ** 31) * 2 + 1;

/** Others in every process, so that no log can be written whose pairs all meet; what is numbered how does not depend on them. */
const [ofLeft, ofRight, ofBoth] = [anyOdd(), anyOdd(), anyOdd()];

function hash(left: number, right: number): number {
  const both = Math.imul(left, ofLeft) ^ Math.imul(right, ofRight);
  const mixed = Math.imul(both ^ (both >>> 16), ofBoth);
  return mixed ^ (mixed >>> 15);
}
