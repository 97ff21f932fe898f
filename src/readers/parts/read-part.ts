import type { Instant } from '../../records/instant.js';
import type { RecordSink, ScanRequest } from '../../records/scan.js';
import { isSystemError, refusal } from '../../records/system-error.js';
import {
  type TroubleExample,
  type TroubleKind,
  type TroubleReport,
  Troubles,
} from '../../records/trouble.js';
import { type ContentEvents, contentOf } from '../inputs/content.js';
import { fileBytes, fileStretch } from '../inputs/file-bytes.js';
import type { ReaderOptions } from '../reader.js';
import { RecordEmitter } from '../record-emitter.js';
import { readerFor } from '../shape-readers.js';
import type { DateOrder } from '../times/time-text.js';
import type { InputPart, Stretch } from './input-part.js';
import { NoPart } from './no-part.js';

/** What one part of an input held, as plain data. Lines and records are counted from the beginning of what was read. */
export interface PartReport {
  readonly records: number;
  readonly rejected: number;
  readonly leftOut: number;
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
  readonly sharedLines: boolean;
  readonly columns: readonly string[];
  /** Troubles of its records; of a part that is a whole input, all. */
  readonly troubles: readonly TroubleReport[];
  /** Troubles of the input as such, which every stretch of it may meet. */
  readonly ofInput: readonly InputTrouble[];
  /** The order of day and month of columns, as it was given or decided. */
  readonly orders: ReadonlyMap<string, DateOrder>;
  /** How many line ends were read behind the head. */
  readonly lines: number;
}

export interface InputTrouble extends TroubleExample {
  readonly kind: TroubleKind;
}

/** What one reading of a part is for. */
export interface PartReading {
  readonly part: InputPart;
  /** The place of its input in the order of inputs. */
  readonly input: number;
  readonly request: ScanRequest;
  readonly sink: RecordSink;
  readonly options: ReaderOptions;
}

/** Reads a part of an input. Throws `NoPart`. */
export async function readPart({ part, input, request, sink, options }: PartReading): Promise<PartReport> {
  const { path, shape, kind, file, stretch } = part;
  const troubles = new PartTroubles(stretch);
  const columns = new Set<string>();
  const emitter = new RecordEmitter(path, input, request, sink, troubles, columns);
  const said = new Set<string>();
  const events: ContentEvents = {
    bytes() {},
    end() {},
    trouble(trouble, detail) {
      // Changes of the file are told by whoever reads all of it.
      if (trouble !== 'file-changed' && !said.has(detail)) emitter.trouble(trouble, null, detail);
      said.add(detail);
    },
  };
  const content = () => {
    if (stretch === null) return contentOf(fileBytes(file), events);
    return contentOf({ size: 0, file: null, chunks: () => stretchBytes(file.path, stretch) }, events);
  };
  const orders = stretch === null ? undefined : new Map(stretch.orders);
  const partOptions = orders === undefined ? options : { ...options, orders };
  try {
    await readerFor(shape, kind)({ path, content }, emitter, partOptions);
  } catch (error) {
    if (stretch !== null) throw isSystemError(error) ? new NoPart() : error;
    emitter.trouble('cut-file', null, `it cannot be read further: ${refusal(error)}`);
  }
  const report = troubles.report();
  const isLast = stretch === null || stretch.to === Number(file.size);
  if (!isLast && [...report, ...troubles.ofInput].some((trouble) => trouble.kind === 'cut-file'))
    throw new NoPart();
  const { records, rejected, leftOut, earliest, latest, sharedLines } = emitter;
  return {
    records,
    rejected,
    leftOut,
    earliest,
    latest,
    sharedLines,
    columns: [...columns],
    troubles: report,
    ofInput: troubles.ofInput,
    orders: orders ?? new Map(),
    lines: emitter.lineEnds - (stretch?.headLines ?? 0),
  };
}

async function* stretchBytes(path: string, { head, from, to }: Stretch): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* fileStretch(path, from, to);
}

/** Keeps the troubles of an input apart from those of its records. */
class PartTroubles extends Troubles {
  readonly ofInput: InputTrouble[] = [];

  constructor(private readonly stretch: Stretch | null) {
    super();
  }

  override add(kind: TroubleKind, path: string, line: number | null, detail: string): void {
    if (this.stretch !== null && (line === null || line <= this.stretch.headLines))
      this.ofInput.push({ kind, path, line, detail });
    else super.add(kind, path, line, detail);
  }
}
