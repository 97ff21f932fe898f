import type { InputReport, RecordSink, ScanRequest } from '../records/scan.js';
import { refusal } from '../records/system-error.js';
import type { Troubles } from '../records/trouble.js';
import { reportCap } from './export-cap.js';
import { contentOf } from './inputs/content.js';
import type { ExportInput } from './inputs/export-input.js';
import { type Fingerprint, FingerprintTaker, fingerprintOf } from './inputs/fingerprint.js';
import type { ReaderOptions } from './reader.js';
import { RecordEmitter } from './record-emitter.js';
import { readerFor } from './shape-readers.js';

/** What one reading of an input is for. */
export interface Reading {
  readonly input: ExportInput;
  /** Its place in the order of inputs. */
  readonly index: number;
  readonly request: ScanRequest;
  readonly sink: RecordSink;
  readonly troubles: Troubles;
  readonly options: ReaderOptions;
  /** The fingerprint that an earlier reading took; null on the first. */
  readonly fingerprint: Fingerprint | null;
  /** The fingerprint that somebody else takes meanwhile, null when he fails; null where nobody does. */
  readonly aside: Promise<Fingerprint | null> | null;
  /** Hears of raw bytes that were read, each counted once however often they are read. */
  readonly progress: (bytes: number) => void;
}

/** Reads an input from its beginning to its end, or as far as the system lets us, and says what it held. */
export async function readExport(reading: Reading): Promise<InputReport> {
  const { path, stored, shape, kind } = reading.input;
  const columns = new Set<string>();
  const emitter = new RecordEmitter(
    path,
    reading.index,
    reading.request,
    reading.sink,
    reading.troubles,
    columns,
  );
  const watched = watch(reading, emitter);
  try {
    await readerFor(shape, kind)({ path, content: watched.content }, emitter, reading.options);
  } catch (error) {
    emitter.trouble('cut-file', null, `it cannot be read further: ${refusal(error)}`);
  }
  watched.done();
  reportCap(reading.input, emitter, reading.troubles);
  const fingerprint = watched.fingerprint() ?? (await reading.aside) ?? (await fingerprintOf(stored));
  const { records, rejected, earliest, latest, sharedLines } = emitter;
  return {
    path,
    shape,
    ...fingerprint,
    records,
    rejected,
    earliest,
    latest,
    sharedLines,
    columns: [...columns],
  };
}

/** The content of an input for one reading, in which a reader may go through it several times. */
function watch({ input, fingerprint: known, aside, progress }: Reading, emitter: RecordEmitter) {
  let fingerprint = known;
  let furthest = 0;
  const reach = (at: number) => {
    if (at > furthest) progress(at - furthest);
    furthest = Math.max(furthest, at);
  };
  const said = new Set<string>();
  return {
    /** Null while the bytes were not read here to their end. */
    fingerprint: () => fingerprint,
    /** Counts bytes that no reader asked for as read. */
    done: () => reach(input.stored.size),
    content() {
      const taker = fingerprint === null && aside === null ? new FingerprintTaker() : null;
      let at = 0;
      return contentOf(input.stored, {
        bytes(chunk) {
          taker?.add(chunk);
          at += chunk.length;
          reach(at);
        },
        end() {
          if (taker !== null) fingerprint ??= taker.take();
        },
        trouble(kind, detail) {
          if (!said.has(detail)) emitter.trouble(kind, null, detail);
          said.add(detail);
        },
      });
    },
  };
}
