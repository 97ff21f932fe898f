/** The raw bytes of one input, wherever they lie. */
export interface StoredBytes {
  /** How many there are, as seen when the input was opened. */
  readonly size: number;
  /**
   * The bytes from the first, in chunks that are valid until the next is asked for. Never more than `size`.
   * `changed` hears, at most once, that they are no longer those that were opened. Throws system errors.
   */
  chunks(changed: (detail: string) => void): AsyncIterable<Uint8Array>;
}
