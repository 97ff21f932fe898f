import { createHash } from 'node:crypto';
import { refusal } from '../../records/system-error.js';
import type { StoredBytes } from './stored-bytes.js';

/** What tells the bytes of one input from those of others. */
export interface Fingerprint {
  /** How many bytes. */
  readonly bytes: number;
  /** Their SHA-256, lower-case hex; null where nobody wants to know it. */
  readonly sha256: string | null;
}

/** Takes the fingerprint of bytes that pass by. */
export class FingerprintTaker {
  private bytes = 0;
  private readonly hash = createHash('sha256');

  add(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
  }

  /** The fingerprint of all that passed; nothing may pass afterwards. */
  take(): Fingerprint {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** Reads the bytes of an input for nothing but their fingerprint: of as many as the system gives. */
export async function fingerprintOf(stored: StoredBytes): Promise<Fingerprint> {
  const taker = new FingerprintTaker();
  try {
    for await (const chunk of stored.chunks(() => {})) taker.add(chunk);
  } catch (error) {
    refusal(error);
  }
  return taker.take();
}
