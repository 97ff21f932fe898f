import { type AzureDiagnosticsColumns, azureDiagnosticsTable } from '../records/azure-diagnostics.js';
import { TableQuery } from './table-query.js';

/** Every record of `AzureDiagnostics`, where all detections begin: one step, so that they share one scan. */
export const azureDiagnostics: TableQuery<AzureDiagnosticsColumns> = new TableQuery(azureDiagnosticsTable);
