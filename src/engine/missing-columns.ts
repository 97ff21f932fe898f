import type { PlanNode } from '../plan/node.js';
import type { ScanReport } from '../records/scan.js';
import { namedColumns } from './named-columns.js';

/** The columns that a plan names and no input carries, in the order of the plan. None when there was nothing to read. */
export function missingColumns(plan: PlanNode, { inputs }: ScanReport): readonly string[] {
  const carried = new Set(inputs.flatMap(({ columns }) => columns));
  return carried.size === 0 ? [] : namedColumns(plan).filter((name) => !carried.has(name));
}
