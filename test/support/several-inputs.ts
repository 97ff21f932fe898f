import { recordsOf } from '../../src/readers/records-of.js';
import type { RecordPlace, Row } from '../../src/records/row.js';
import type { RecordSource, ScanReport } from '../../src/records/scan.js';
import { Troubles } from '../../src/records/trouble.js';
import type { Record } from './replayed.js';

/** Records that stand in several inputs, called `0.jsonl`, `1.jsonl` and so on. */
export function severalInputs(inputs: readonly (readonly Record[])[]): RecordSource {
  return {
    inputCount: inputs.length,
    async scan(request, sink) {
      const reports: ScanReport['inputs'][number][] = [];
      const troubles = new Troubles();
      for (const [input, records] of inputs.entries()) {
        const placed = ([origin, ...values]: Row): Row => [{ ...(origin as RecordPlace), input }, ...values];
        const report = await recordsOf(records).scan(request, {
          seen: (row) => sink.seen(placed(row)),
          push: (row) => sink.push(placed(row)),
        });
        troubles.merge(report.troubles);
        reports.push({ ...report.inputs[0]!, path: `${input}.jsonl` });
      }
      return { inputs: reports, leftOut: [], troubles: troubles.report() };
    },
  };
}
