import type { Opening } from './element-search.js';
import type { ObjectPlace, Place } from './json-place.js';

const quote = 34;
const comma = 44;
const colon = 58;
const openArray = 91;
const closeArray = 93;
const closeObject = 125;

const nowhere: Place = {};

/** A container that is walked and not yet closed; the outermost one is the sequence of documents itself. */
export class Frame {
  expects: 'element' | 'key' | 'colon' | 'value';
  /** The fields so far of an object that may turn out to be bare; null when it is none. */
  record: Record<string, unknown> | null;
  /** How long the texts of those fields are together. */
  size = 0;

  private key = '';
  private next: Place;
  private readonly gathered: Place = {
    take: (value) => {
      this.record![this.key] = value;
    },
  };

  constructor(
    /** The place of an object's fields, or of an array's elements. */
    readonly place: { readonly object: ObjectPlace } | { readonly each: Place },
    readonly opening: Opening,
    /** The line on which it begins. */
    readonly line: number,
  ) {
    const object = 'object' in place ? place.object : null;
    this.expects = object === null ? 'element' : 'key';
    this.next = 'each' in place ? place.each : nowhere;
    // Without a prototype, so that no field's name means more than a name.
    this.record = object?.bare === undefined ? null : (Object.create(null) as Record<string, unknown>);
    object?.begin?.(line);
  }

  /** What a byte that is no white space means here. */
  meaning(byte: number): 'comma' | 'colon' | 'key' | 'value' | 'end' | 'fault' {
    switch (this.expects) {
      case 'element':
        return byte === comma ? 'comma' : byte === closeArray ? 'end' : 'value';
      case 'key':
        return byte === quote ? 'key' : byte === comma ? 'comma' : byte === closeObject ? 'end' : 'fault';
      case 'colon':
        return byte === colon ? 'colon' : 'fault';
      case 'value':
        return 'value';
    }
  }

  /** Hears that a key begins. */
  beginKey(): void {
    this.next = nowhere;
    this.expects = 'colon';
  }

  /** Hears which field comes next. */
  takeKey(key: string): void {
    if (!('object' in this.place)) return;
    this.key = key;
    this.next = this.place.object.fields.get(key) ?? nowhere;
  }

  /** Hears that a value begins with a byte: its place. */
  beginValue(byte: number): Place {
    if ('each' in this.place) return this.next;
    this.expects = 'key';
    if (byte === openArray && this.next.array !== undefined) this.record = null;
    return this.record === null ? this.next : this.gathered;
  }

  /** Hears that the container ended. */
  end(): void {
    if (!('object' in this.place)) return;
    if (this.record !== null) this.place.object.bare!(this.record, this.line);
    this.place.object.end?.();
  }

  /** Hears that the container broke off. */
  breakOff(): void {
    if ('object' in this.place) this.place.object.end?.();
  }
}
