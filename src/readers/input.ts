/** One named input whose bytes can be read any number of times. */
export interface Input {
  /** As the user named it or as found below a named folder, with `/`; standard input is `-`. */
  readonly path: string;
  /** The content from its beginning, unpacked, as UTF-8 without byte order mark, in chunks of any size. A chunk is valid until the next is asked for. */
  content(): AsyncIterable<Uint8Array>;
}
