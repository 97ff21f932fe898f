import type { Reader, RowKind } from '../reader.js';
import { faultsToldBefore, jsonFaults, readJson } from './json-document.js';
import { framePlace } from './kusto-frames.js';
import { KustoSurvey } from './kusto-survey.js';
import { reportRepeated, spellAnswer, tableIntake } from './result-table.js';

/**
 * Reads answers of version 2 of Kusto's query API: the rows of every table that is a primary result. It reads a second time
 * from the first frame on whose rows wait for what comes later: a fragment may be replaced, names may stand behind rows.
 */
export const kustoV2 =
  (kind: RowKind): Reader =>
  async (input, emitter) => {
    spellAnswer(emitter);
    const intake = tableIntake(kind, emitter);
    const survey = new KustoSurvey();
    let heldFrom = Number.POSITIVE_INFINITY;
    const first = framePlace({
      columns: (columns, line) => reportRepeated(columns, line, emitter),
      row: (frame, row, line) => {
        const { number, FrameType, TableKind, columns } = frame;
        survey.row(frame);
        if (number >= heldFrom) return;
        const isResult = TableKind === 'PrimaryResult';
        if (FrameType !== 'DataTable' || TableKind === null || (isResult && columns === null))
          heldFrom = number;
        else if (isResult) intake(number, columns!)(row, line);
      },
      end: (frame) => survey.end(frame),
      error: (detail, line) => emitter.trouble('partial-result', line, detail),
    });
    await readJson(input, first, jsonFaults(emitter));
    if (heldFrom === Number.POSITIVE_INFINITY) return;
    const second = framePlace({
      columns() {},
      row: (frame, row, line) => {
        if (frame.number < heldFrom) return;
        const table = survey.tableOf(frame);
        if (table === undefined) emitter.reject(line, 'a row of a table that no frame describes');
        else if (table.isResult && survey.counts(frame, table)) intake(table.key, table.columns)(row, line);
      },
      end() {},
      error() {},
    });
    await readJson(input, second, faultsToldBefore);
  };
