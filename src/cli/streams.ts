/** What a command talks to; `process` has this form. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: { readonly [name: string]: string | undefined };
}

/** What a stream tells about the terminal that it may be. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A stream to write to, perhaps a terminal. */
export type OutputStream = NodeJS.WritableStream & Terminal;
