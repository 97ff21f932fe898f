import { wasmModule } from '../wasm/wasm-module.js';
import { lineScanModule } from './line-scan-code.js';
import { byteRoles, fieldLimit, scanLayout } from './line-scan-layout.js';

/** How many bytes are at hand at a time; longer lines are left to others. */
const reach = 256 * 1024;
/** Instructions look at so many bytes behind a line at most. */
const margin = 1024;
const pages = Math.ceil((scanLayout.text + reach + margin) / 65_536);

/** The memory in which lines are walked over, and the walk. */
export class LineScan {
  /** The whole memory, three ways. */
  readonly bytes: Buffer;
  readonly words: DataView;
  readonly numbers: Int32Array;
  /** What was noted of the values of the line that was walked last: see `scanLayout`. */
  readonly abouts: Int32Array;
  readonly kinds: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly doubtsFrom: Int32Array;
  readonly doubtsTo: Int32Array;

  constructor(
    /** Walks over a line: see `lineScanModule`. */
    readonly run: Run,
    memory: ArrayBuffer,
  ) {
    this.bytes = Buffer.from(memory);
    this.words = new DataView(memory);
    this.numbers = new Int32Array(memory);
    const list = (address: number) => new Int32Array(memory, address, fieldLimit);
    this.abouts = list(scanLayout.abouts);
    this.kinds = list(scanLayout.kinds);
    this.from = list(scanLayout.from);
    this.to = list(scanLayout.to);
    this.doubtsFrom = list(scanLayout.doubtsFrom);
    this.doubtsTo = list(scanLayout.doubtsTo);
    const roles = {
      escape: '"\\/bfnrtu',
      unicodeEscape: 'u',
      hexDigit: '0123456789abcdefABCDEF',
      number: '0123456789+-.eE',
    };
    for (const [role, those] of Object.entries(roles))
      for (const byte of Buffer.from(those)) this.bytes[byte]! |= byteRoles[role as keyof typeof roles];
  }

  /** Brings the bytes of a buffer from a place on to `scanLayout.text`, as many as find room; gives how many. */
  bring(buffer: Uint8Array, from: number): number {
    const length = Math.min(buffer.length - from, reach);
    this.bytes.set(buffer.subarray(from, from + length), scanLayout.text);
    // A control character behind the last line.
    this.bytes[scanLayout.text + length] = 0;
    return length;
  }
}

type Run = (from: number, end: number, field: number, line: number) => number;

const instance = wasmModule<Run>(() => lineScanModule(pages));

/** Scans that nobody uses. */
const idle: LineScan[] = [];

/** Takes a scan out of use, or makes one; null where there is no WebAssembly. */
export function takeLineScan(): LineScan | null {
  const known = idle.pop();
  if (known !== undefined) return known;
  const made = instance();
  return made && new LineScan(made.run, made.memory.buffer);
}

/** Gives a scan back whose user has come to its end. */
export function leaveLineScan(scan: LineScan): void {
  idle.push(scan);
}
