import type { RecordSink, ScanRequest } from '../../records/scan.js';

/** A scan that reads nothing but the times of records, for its report. */
export const timeAlone: { readonly request: ScanRequest; readonly sink: RecordSink } = {
  request: { columns: [{ name: 'TimeGenerated', type: 'datetime' }], always: 1, wanted: [] },
  sink: { seen() {}, push() {} },
};
