import type { ReplayResult, ResultTable } from '../findings/finding.js';
import { grouped } from '../records/grouped.js';

/** The result tables; those of a scheduled replay with a further column, when each row was raised. */
export function raisedTables({ schedule, tables, findings }: ReplayResult): readonly ResultTable[] {
  if (schedule === undefined) return tables;
  const byDetection = grouped(findings, ({ detection }) => detection);
  return tables.map(({ name, columns, rows }) => {
    // The findings of a detection stand in the order of its rows.
    const own = byDetection.get(name) ?? [];
    return {
      name,
      columns: [...columns, { name: 'RaisedAt', type: 'datetime' }],
      rows: rows.map((row, i) => [...row, own[i]?.raisedAt ?? null]),
    };
  });
}
