/** A record of CSV text as it lies in the bytes, or why it is none. */
export interface CsvFrame {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** A copy of its bytes without line end, or what is wrong with them. */
  readonly bytes: Uint8Array | CsvFault;
  /** Whether a line end stands behind it. */
  readonly ended: boolean;
}

/** Why bytes are no record. */
export type CsvFault = 'stray quote' | 'open quote' | 'too long';

/** How long a record of a file may be, in bytes. */
export const longestRecord = 16 * 1024 * 1024;

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/** Where in a record the next byte stands: at the beginning of a cell, in a bare one, in a quoted one, behind a closing quote, behind the CR behind that. */
type State = 'cell' | 'bare' | 'quoted' | 'closed' | 'return' | CsvFault;

/**
 * Finds the records of CSV text (RFC 4180, lines ending in LF or CRLF) in bytes that come in chunks of any size.
 * Behind a fault it goes on at the next line end, so a broken record spoils only the lines it touches.
 */
export class CsvFramer {
  private state: State = 'cell';
  private recordLine: number;
  private held: Uint8Array[] = [];
  private heldLength = 0;
  private found: CsvFrame | null = null;
  private readonly isDelimiter = new Uint8Array(256);

  constructor(
    /** What parts cells: one character, or any of several. */
    delimiters: string,
    /** The line of the first byte, from 1. */
    private line: number,
    /** How long a record may be, in bytes. Of a longer one the rest of the line is skipped. */
    private readonly longest: number,
  ) {
    this.recordLine = line;
    for (const delimiter of delimiters) this.isDelimiter[delimiter.charCodeAt(0)] = 1;
  }

  /** The record that the last reading reached the end of; null where the bytes were used up before. */
  get frame(): CsvFrame | null {
    return this.found;
  }

  /** The line of the next byte. */
  get nextLine(): number {
    return this.line;
  }

  /** Whether the next byte begins a record. */
  get between(): boolean {
    return this.state === 'cell' && this.heldLength === 0;
  }

  /** Takes note that somebody else read whole records, up to one that begins on a line. */
  skipTo(line: number): void {
    this.line = line;
    this.recordLine = line;
  }

  /** Reads a chunk from a place to the end of one record; gives the place behind it. */
  read(chunk: Uint8Array, from: number): number {
    this.found = null;
    let at = from;
    if (!isFault(this.state)) {
      const limit = Math.min(chunk.length, from + this.longest - this.heldLength);
      at = this.scan(chunk, from, limit);
      if (at === limit && limit < chunk.length) this.state = 'too long';
      if (!isFault(this.state)) {
        this.hold(chunk.subarray(from, at));
        return this.finishAt(at, chunk.length);
      }
      this.held = [];
    }
    // Behind a fault no quote can be trusted to tell which line ends stand inside a cell.
    const end = chunk.indexOf(lineFeed, at);
    return this.finishAt(end < 0 ? chunk.length : end, chunk.length);
  }

  /** Says that no more bytes come: gives the record that no line end closed, if there is one. */
  end(): CsvFrame | null {
    this.found = null;
    if (this.state === 'quoted') this.state = 'open quote';
    if (!this.between) this.finish(false);
    return this.found;
  }

  /** Follows the bytes to the line end that closes the record, to a fault, or to the limit. */
  private scan(chunk: Uint8Array, from: number, limit: number): number {
    let { state } = this;
    let at = from;
    for (; at < limit; at++) {
      const byte = chunk[at]!;
      if (state === 'quoted') {
        if (byte === quote) state = 'closed';
        else if (byte === lineFeed) this.line += 1;
      } else if (byte === lineFeed) break;
      else {
        state = this.isDelimiter[byte] === 1 && state !== 'return' ? 'cell' : after(state, byte);
        if (state === 'stray quote') break;
      }
    }
    this.state = state;
    return at;
  }

  /** Ends the record at a line end, if the chunk has one; gives the place to go on. */
  private finishAt(end: number, length: number): number {
    if (end === length) return length;
    this.finish(true);
    return end + 1;
  }

  private hold(bytes: Uint8Array): void {
    if (bytes.length > 0) this.held.push(new Uint8Array(bytes));
    this.heldLength += bytes.length;
  }

  /** Gives the record out and begins the next. */
  private finish(ended: boolean): void {
    const bytes = isFault(this.state) ? this.state : withoutReturn(joined(this.held));
    this.found = { line: this.recordLine, bytes, ended };
    this.line += 1;
    this.recordLine = this.line;
    this.state = 'cell';
    this.held = [];
    this.heldLength = 0;
  }
}

const isFault = (state: State): state is CsvFault =>
  state === 'stray quote' || state === 'open quote' || state === 'too long';

/** The state behind a byte outside quotes that is neither line end nor delimiter. */
function after(state: State, byte: number): State {
  switch (state) {
    case 'cell':
      return byte === quote ? 'quoted' : 'bare';
    case 'bare':
      return byte === quote ? 'stray quote' : 'bare';
    case 'closed':
      return byte === quote ? 'quoted' : byte === carriageReturn ? 'return' : 'stray quote';
    default:
      return 'stray quote';
  }
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);

const withoutReturn = (bytes: Uint8Array): Uint8Array =>
  bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
