/** A regular file, as it was when it was opened. */
export interface StoredFile {
  readonly path: string;
  readonly size: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
}

/** The raw bytes of one input, wherever they lie. */
export interface StoredBytes {
  /** How many there are, as seen when the input was opened. */
  readonly size: number;
  /** The file that holds them, by which another thread can reach them; null when there is none. */
  readonly file: StoredFile | null;
  /**
   * The bytes from the first, in chunks that are valid until the next is asked for. Never more than `size`.
   * `changed` hears, at most once, that they are no longer those that were opened. Throws system errors.
   */
  chunks(changed: (detail: string) => void): AsyncIterable<Uint8Array>;
}
