import { leadingTests } from '../plan/leading-tests.js';
import { scannedColumns } from '../plan/needs.js';
import type { PlanNode } from '../plan/node.js';
import { stepsOf } from '../plan/walk.js';
import { azureDiagnosticsTable } from '../records/azure-diagnostics.js';
import type { Instant } from '../records/instant.js';
import type { ScanRequest } from '../records/scan.js';
import type { Column } from '../records/schema.js';

const time: Column = { name: 'TimeGenerated', type: 'datetime' };

/**
 * What some plans and observers ask of a scan: of every record the time and the observed columns, and what the plans need of the records
 * that any of them looks at. `now` is null when no plan uses the clock. Throws when a plan reads another table.
 */
export function scanRequest(
  plans: readonly PlanNode[],
  observed: readonly Column[],
  now: Instant | null,
): ScanRequest {
  for (const node of stepsOf(plans))
    if (node.kind === 'scan' && node.table !== azureDiagnosticsTable.name)
      throw new Error(
        `A plan reads ${node.table}, and there are only records of ${azureDiagnosticsTable.name}.`,
      );
  const always = byName([time, ...observed]);
  const alternatives = leadingTests(plans, now);
  return {
    columns: byName([...always, ...scannedColumns(plans)]),
    always: always.length,
    wanted: alternatives.map(({ tests }) => tests),
    once: alternatives.map(({ once }) => once),
    needed: alternatives.map((alternative) => alternative.columns),
  };
}

/** Columns without those whose name stands before them. */
function byName(columns: readonly Column[]): readonly Column[] {
  const known = new Map<string, Column>();
  for (const column of columns) if (!known.has(column.name)) known.set(column.name, column);
  return [...known.values()];
}
