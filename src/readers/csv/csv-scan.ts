import { wasmModule } from '../wasm/wasm-module.js';
import { csvScanModule } from './csv-scan-code.js';

/** How many bytes are looked at in one go: what is noted of them should stay in the caches of the processor. */
const reach = 128 * 1024;
/** Where cells and records are noted, in words of four bytes. Every byte may end a cell and a record, of which two words are noted. */
const cellsAt = (reach + 64) / 4;
const recordsAt = cellsAt + reach + 4;
const pages = Math.ceil(((recordsAt + 2 * reach) * 4) / 65_536);

/** Finds the cells and records of RFC 4180 text as far as it is plain. */
export class CsvScan {
  /** The bytes that were looked at, from place 0 on, twice. */
  readonly bytes: Buffer;
  readonly words: DataView;
  /** The places where cells begin, from `firstCell` on. But for the first, each stands one behind the byte that ends the cell before. */
  readonly cells: Int32Array;
  readonly firstCell = cellsAt;
  /** Who looked at bytes last, as all share the memory. */
  user: unknown = null;

  private readonly memory: Uint8Array;

  constructor(
    private readonly run: Run,
    memory: ArrayBuffer,
  ) {
    this.memory = new Uint8Array(memory);
    this.bytes = Buffer.from(memory, 0, reach);
    this.words = new DataView(memory, 0, reach);
    this.cells = new Int32Array(memory);
  }

  /** Looks at bytes from the beginning of a record on, as far as it reaches; gives how many whole records there are before the first quote that is out of place. */
  scan(chunk: Uint8Array, from: number, delimiter: number): number {
    const length = Math.min(chunk.length - from, reach);
    this.memory.set(length === chunk.length ? chunk : chunk.subarray(from, from + length));
    this.memory.fill(0, length, length + 64);
    this.cells[cellsAt] = 0;
    return (this.run(0, length, delimiter, (cellsAt + 1) * 4, recordsAt * 4) / 4 - recordsAt) / 2;
  }

  /** Of a record, by its number: where in `cells` the beginning of the next one stands. */
  end(record: number): number {
    return this.cells[recordsAt + 2 * record]! / 4 - 1;
  }

  /** Of a record, by its number: how many line ends stood inside quotes up to its end. */
  innerLines(record: number): number {
    return this.cells[recordsAt + 2 * record + 1]!;
  }
}

type Run = (from: number, to: number, delimiter: number, cells: number, records: number) => number;

const instance = wasmModule<Run>(() => csvScanModule(pages));

let shared: CsvScan | null | undefined;

/** The scan of this thread; null where there is no WebAssembly. */
export function csvScan(): CsvScan | null {
  if (shared === undefined) {
    const made = instance();
    shared = made && new CsvScan(made.run, made.memory.buffer);
  }
  return shared;
}
