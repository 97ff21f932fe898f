/** The field that makes an object a message body, which holds records and is none itself. */
export const bodyField = 'records';

/** Reads records straight out of the bytes of their lines. What it makes of a line is what would come of it as parsed JSON. */
export interface PlainLines {
  /** Takes the next buffer. */
  open(bytes: Buffer): void;
  /** Takes the record of a line between two places; false, and nobody has heard of it, where it needs a closer look. */
  read(from: number, end: number, line: number): boolean;
  /** Learns from a line that had a closer look, and from the object that it holds. */
  learn(from: number, end: number, record: Readonly<Record<string, unknown>>): void;
  /** Hears that there are no more. */
  close(): void;
}
