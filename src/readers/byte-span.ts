/** Gathers the bytes of one stretch that may reach over many chunks, up to a limit. */
export class ByteSpan {
  /** Whether the stretch is longer than the limit; its bytes are then forgotten. */
  exceeded = false;

  private kept = Buffer.alloc(0);
  private length = 0;

  constructor(private readonly limit: number) {}

  /** Whether no byte was added yet. */
  get isEmpty(): boolean {
    return this.length === 0 && !this.exceeded;
  }

  /** The bytes so far, until the next are added. */
  get bytes(): Buffer {
    return this.kept.subarray(0, this.length);
  }

  /** Forgets the stretch before. */
  begin(): void {
    this.exceeded = false;
    this.length = 0;
  }

  /** Keeps a copy of the bytes of a chunk that belong to the stretch. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const length = this.length + to - from;
    if (length > this.limit) this.exceeded = true;
    if (this.exceeded) return;
    if (length > this.kept.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.limit, Math.max(2 * length, 4096)));
      this.kept.copy(grown, 0, 0, this.length);
      this.kept = grown;
    }
    this.kept.set(bytes.subarray(from, to), this.length);
    this.length = length;
  }

  /** The text of the stretch whose last bytes are these; empty when it is too long. */
  text(bytes: Buffer, from: number, to: number): string {
    if (this.isEmpty && to - from <= this.limit) return bytes.toString('utf8', from, to);
    this.add(bytes, from, to);
    return this.exceeded ? '' : this.bytes.toString();
  }
}

/** A chunk as a buffer over the same bytes. */
export const asBuffer = (chunk: Uint8Array): Buffer =>
  Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
