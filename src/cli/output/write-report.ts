import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';
import { csvFileName, csvTable, type FormulaCells } from '../../reports/csv.js';
import { jsonReport } from '../../reports/json.js';
import { jsonlReport } from '../../reports/jsonl.js';
import { raisedTables } from '../../reports/raised-tables.js';
import type { TextStyle } from '../../reports/text/style.js';
import { textReport } from '../../reports/text.js';
import type { FindingSpan } from '../../reports/time-span.js';
import { visibleText } from '../../reports/visible-text.js';
import type { Triaged } from '../../triage/triaged.js';
import type { Streams } from '../streams.js';
import { deliver } from './deliver.js';
import type { ReportFormat, ReportTarget } from './report-target.js';
import { spareInputs } from './spare-inputs.js';
import { writeFile } from './write-file.js';

/** How a report is written. */
export interface ReportForm {
  readonly format: ReportFormat;
  readonly target: ReportTarget;
  /** What the findings were limited to. */
  readonly span: FindingSpan;
  readonly style: TextStyle;
  readonly formulas: FormulaCells;
}

/** Writes the report of a replay. Throws a UsageError when the place refuses it. */
export async function writeReport(result: Triaged, form: ReportForm, streams: Streams): Promise<void> {
  const { target } = form;
  if (target.to === 'folder') return writeTables(result, target.path, form.formulas);
  if (target.to === 'file') spareInputs(target.path, result.scan.inputs);
  await deliver(reportChunks(result, form), target.to === 'file' ? target.path : undefined, streams);
}

function* reportChunks(result: Triaged, { format, span, style, formulas }: ReportForm): Generator<string> {
  switch (format) {
    case 'text':
      return yield* textReport(result, span, style);
    case 'json':
      return yield* jsonReport(result);
    case 'jsonl':
      return yield* jsonlReport(result);
    case 'csv':
      for (const table of raisedTables(result)) yield* csvTable(table, formulas);
  }
}

function writeTables(result: Triaged, folder: string, formulas: FormulaCells): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`--output ${visibleText(folder)}: the folder cannot be made: ${refusal(error)}`);
  }
  const files = raisedTables(result).map((table) => ({ table, path: join(folder, csvFileName(table.name)) }));
  for (const { path } of files) spareInputs(path, result.scan.inputs);
  for (const { table, path } of files) writeFile(path, csvTable(table, formulas));
}
