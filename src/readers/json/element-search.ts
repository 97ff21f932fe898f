import { isSpace, type LinePosition } from './line-position.js';

const comma = 44;
const openArray = 91;
const closeArray = 93;
const openObject = 123;
const closeObject = 125;

/** How the element that broke off began. */
export interface Opening {
  /** Its first byte. */
  readonly byte: number;
  /** The white space before it when it was the first on its line, else null. */
  readonly indent: number | null;
}

/**
 * Looks for the place where reading can go on after an element broke off: a line that begins an element or ends the array,
 * indented no deeper than the broken element was; or, within a line, a bracket behind the end of another and a comma.
 */
export class ElementSearch {
  /** What stands at the place where the scan ended. A `guess` was found within a line and may be part of a text. */
  found: 'nothing' | 'element' | 'guess' | 'end' = 'nothing';

  private accepting = false;
  private last = 0;
  private beforeLast = 0;

  constructor(
    private readonly opening: Opening,
    private readonly position: LinePosition,
  ) {}

  /** Reads on: the place of what was found, or the end of the chunk. */
  scan(bytes: Uint8Array, from: number): number {
    const { position } = this;
    this.found = 'nothing';
    let at = from;
    while (at < bytes.length) {
      const byte = bytes[at]!;
      if (isSpace(byte)) {
        at = position.skip(bytes, at);
        continue;
      }
      this.found = this.judge(byte);
      if (this.found !== 'nothing') return at;
      this.pass(byte);
      at += 1;
    }
    return at;
  }

  /** Takes an opening bracket at the next byte for the beginning of an element. */
  acceptHere(): void {
    this.accepting = true;
  }

  /** Takes a byte for no beginning. */
  pass(byte: number): void {
    this.accepting = false;
    this.beforeLast = this.last;
    this.last = byte;
    // A comma may stand before an element on its line.
    if (byte !== comma) this.position.indent = null;
  }

  private judge(byte: number): 'nothing' | 'element' | 'guess' | 'end' {
    const { indent } = this.position;
    const firstOnLine = indent !== null && indent <= (this.opening.indent ?? Number.POSITIVE_INFINITY);
    if (byte === closeArray) return firstOnLine ? 'end' : 'nothing';
    if (byte !== openObject && byte !== openArray) return 'nothing';
    if (firstOnLine) return 'element';
    if (byte !== this.opening.byte) return 'nothing';
    const closer = byte === openObject ? closeObject : closeArray;
    return this.accepting || (this.last === comma && this.beforeLast === closer) ? 'guess' : 'nothing';
  }
}
