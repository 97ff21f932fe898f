import type { Instant } from '../records/instant.js';
import type {
  InputReport,
  LeftOut,
  RecordSink,
  RecordSource,
  ScanReport,
  ScanRequest,
} from '../records/scan.js';
import { shownPath } from '../records/shown-path.js';
import { Troubles } from '../records/trouble.js';
import type { Progress } from './export-options.js';
import type { ExportInput } from './inputs/export-input.js';
import type { Found } from './inputs/find-inputs.js';
import type { Fingerprint } from './inputs/fingerprint.js';
import { fingerprintAside } from './inputs/fingerprint-aside.js';
import { newestAtEnds } from './parts/newest-at-ends.js';
import { timeAlone } from './parts/time-alone.js';
import { readExport } from './read-export.js';
import type { ReaderOptions } from './reader.js';

/** How exports were opened. */
export interface ExportSetting {
  readonly leftOut: readonly LeftOut[];
  readonly repeats: Found['repeats'];
  readonly options: ReaderOptions;
  readonly fingerprints: 'all' | 'of equal sizes';
  readonly onProgress: (progress: Progress) => void;
}

/** The records of opened exports, one input after the other by path. */
export class ExportSource implements RecordSource {
  readonly inputCount: number;
  /** The size of all inputs, in bytes as they are stored. */
  readonly size: number;
  readonly options: ReaderOptions;
  /** What is known of each input's bytes: what the first scan found, or all that anybody wants to know. */
  private readonly fingerprints: (Fingerprint | null)[];
  /** The fingerprints that threads take: a scan that begins anew waits for the thread that is at it already. */
  private readonly asides: (Promise<Fingerprint | null> | null)[] = [];

  constructor(
    readonly inputs: readonly ExportInput[],
    private readonly setting: ExportSetting,
  ) {
    this.options = setting.options;
    this.inputCount = inputs.length;
    this.size = inputs.reduce((sum, { stored }) => sum + stored.size, 0);
    this.fingerprints = inputs.map(({ stored: { size } }) => {
      const others = inputs.filter(({ stored }) => stored.size === size).length > 1;
      return setting.fingerprints === 'all' || others ? null : { bytes: size, sha256: null };
    });
  }

  readonly scan = async (request: ScanRequest, sink: RecordSink): Promise<ScanReport> => {
    const troubles = this.beginTroubles();
    const progress = this.beginProgress();
    const reports: InputReport[] = [];
    for (const index of this.inputs.keys())
      reports.push(await this.read(index, request, sink, troubles, progress));
    return this.scanned(reports, troubles);
  };

  /** Reads the ends of the inputs that can be read there, and all times of the others. */
  readonly newestAtEnds = async (): Promise<Instant | null> => {
    const { request, sink } = timeAlone;
    const progress = this.beginProgress();
    let newest: Instant | null = null;
    for (const [index, input] of this.inputs.entries()) {
      const atEnds = await newestAtEnds(input, this.options);
      const { latest } = atEnds ?? (await this.read(index, request, sink, new Troubles(), progress));
      if (latest !== null && (newest === null || latest > newest)) newest = latest;
    }
    return newest;
  };

  /** The troubles that are known before a scan. */
  beginTroubles(): Troubles {
    const troubles = new Troubles();
    for (const { path, of } of this.setting.repeats)
      troubles.add('same-file-twice', path, null, `the same as ${of}; it is read once`);
    for (const { path, reason } of this.setting.leftOut) troubles.add('left-out', path, null, reason);
    return troubles;
  }

  /** Gives what hears of raw bytes that a scan has read. */
  beginProgress(): (bytes: number) => void {
    let read = 0;
    return (bytes) => {
      read += bytes;
      this.setting.onProgress({ read, total: this.size });
    };
  }

  /** The report of a scan that has read every input. */
  scanned(inputs: readonly InputReport[], troubles: Troubles): ScanReport {
    for (const [index, report] of inputs.entries()) reportCopy(report, inputs.slice(0, index), troubles);
    return { inputs, leftOut: this.setting.leftOut, troubles: troubles.report() };
  }

  /** What an earlier scan has found an input's bytes to be; null when none has read them. */
  fingerprint(index: number): Fingerprint | null {
    return this.fingerprints[index] ?? null;
  }

  private async read(
    index: number,
    request: ScanRequest,
    sink: RecordSink,
    troubles: Troubles,
    progress: (bytes: number) => void,
  ): Promise<InputReport> {
    const input = this.inputs[index]!;
    const fingerprint = this.fingerprint(index);
    const { options } = this;
    const report = await readExport({
      input,
      index,
      request,
      sink,
      troubles,
      options,
      fingerprint,
      aside: fingerprint === null ? this.asideOf(index) : null,
      progress,
    });
    this.fingerprints[index] = { bytes: report.bytes, sha256: report.sha256 };
    return report;
  }

  private asideOf(index: number): Promise<Fingerprint | null> | null {
    this.asides[index] ??= fingerprintAside(this.inputs[index]!.stored);
    return this.asides[index];
  }
}

/** Two files of equal bytes are both read: Log Analytics would hold their records twice as well. */
function reportCopy(
  { path, sha256 }: InputReport,
  earlier: readonly InputReport[],
  troubles: Troubles,
): void {
  const original = earlier.find((report) => sha256 !== null && report.sha256 === sha256);
  if (original === undefined) return;
  const detail = `its bytes are those of ${shownPath(original.path)}; both are read, so each record counts twice`;
  troubles.add('same-file-twice', path, null, detail);
}
