/** So much is made without leaving the heap, which takes far longer: many tables stay small. */
const firstRoom = 16;

/** Stands for the arrays of a table that holds nothing. */
const none = new Int32Array(1);

/** Numbers pairs of whole numbers from 0 to 2³¹ - 1 as they come, from 0: a hash table in three arrays, which no garbage collector walks. */
export class PairNumbers {
  private size = 0;
  private lefts = none;
  private rights = none;
  /** The number of the pair that stands at a place, and one more; 0 where none does. */
  private numbers = none;

  of(left: number, right: number): number {
    let place = this.placeOf(left, right);
    if (this.numbers[place] !== 0) return this.numbers[place]! - 1;
    if (this.size * 2 + 1 >= this.numbers.length) {
      this.grow();
      place = this.placeOf(left, right);
    }
    this.size += 1;
    this.put(place, left, right, this.size);
    return this.size - 1;
  }

  /** Where a pair stands, or would. */
  private placeOf(left: number, right: number): number {
    const { lefts, rights, numbers } = this;
    const last = numbers.length - 1;
    let place = hash(left, right) & last;
    while (numbers[place] !== 0 && (lefts[place] !== left || rights[place] !== right))
      place = (place + 1) & last;
    return place;
  }

  private put(place: number, left: number, right: number, number: number): void {
    this.lefts[place] = left;
    this.rights[place] = right;
    this.numbers[place] = number;
  }

  private grow(): void {
    const { lefts, rights, numbers } = this;
    const room = Math.max(firstRoom, numbers.length * 2);
    this.lefts = new Int32Array(room);
    this.rights = new Int32Array(room);
    this.numbers = new Int32Array(room);
    for (let i = 0; i < numbers.length; i++)
      if (numbers[i] !== 0) this.put(this.placeOf(lefts[i]!, rights[i]!), lefts[i]!, rights[i]!, numbers[i]!);
  }
}

const anyOdd = (): number => Math.floor(Math.random() * 2 ** 31) * 2 + 1;

/** Others in every process, so that no log can be written whose pairs all meet; what is numbered how does not depend on them. */
const [ofLeft, ofRight] = [anyOdd(), anyOdd()];

function hash(left: number, right: number): number {
  const mixed = Math.imul(left, ofLeft) ^ Math.imul(right, ofRight);
  return mixed ^ (mixed >>> 15);
}
