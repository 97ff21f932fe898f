import type { Detection } from '../findings/detection.js';
import type { ReplayResult, ResultTable } from '../findings/finding.js';
import type { TroubleReport } from '../records/trouble.js';

/** A replay's result without detections that ran along only to help with others, and what those gave. */
export interface Apart {
  readonly result: ReplayResult;
  /** By the id of the companion; one that did not run is missing. */
  readonly tables: ReadonlyMap<string, ResultTable>;
}

/** Takes companions out of a result as if they had not run. */
export function companionsApart(result: ReplayResult, companions: readonly Detection[]): Apart {
  if (companions.length === 0) return { result, tables: new Map() };
  const ids = new Set(companions.map(({ id }) => id));
  return {
    result: {
      ...result,
      troubles: result.troubles.flatMap((trouble) => withoutThem(trouble, ids)),
      detections: result.detections.filter(({ id }) => !ids.has(id)),
      tables: result.tables.filter(({ name }) => !ids.has(name)),
      skipped: result.skipped.filter(({ detection }) => !ids.has(detection)),
      findings: result.findings.filter(({ detection }) => !ids.has(detection)),
    },
    tables: new Map(result.tables.filter(({ name }) => ids.has(name)).map((table) => [table.name, table])),
  };
}

/** Troubles of single detections have an example for each, which begins with its id. */
function withoutThem(trouble: TroubleReport, ids: ReadonlySet<string>): readonly TroubleReport[] {
  if (trouble.kind !== 'missing-column' && trouble.kind !== 'short-history') return [trouble];
  const examples = trouble.examples.filter(
    ({ detail }) => ![...ids].some((id) => detail.startsWith(`${id} `)),
  );
  const count = trouble.count - (trouble.examples.length - examples.length);
  return count === 0 ? [] : [{ ...trouble, count, examples }];
}
