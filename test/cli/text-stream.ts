import { Writable } from 'node:stream';

/** A stream that keeps what is written to it, perhaps as a terminal would look. */
export class TextStream extends Writable {
  text = '';
  readonly isTTY?: boolean;
  readonly columns?: number;

  constructor(terminal: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
    super({ decodeStrings: false });
    Object.assign(this, terminal);
  }

  override _write(chunk: string | Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.text += String(chunk);
    done();
  }
}
