import { createHash } from 'node:crypto';
import { parseIso } from '../records/instant.js';
import type { RecordSource } from '../records/scan.js';
import { Troubles } from '../records/trouble.js';
import { RecordEmitter } from './record-emitter.js';

const path = 'memory';
const nothing = createHash('sha256').digest('hex');

/**
 * Records that are already at hand: one object a record, its values by column name as JSON has them, times as ISO text.
 * A name that an object lacks is an empty cell. A record's line is its number, from 1.
 */
export function recordsOf(objects: readonly { readonly [column: string]: unknown }[]): RecordSource {
  return {
    inputCount: 1,
    async scan(request, sink) {
      const troubles = new Troubles();
      const columns = new Set<string>();
      const emitter = new RecordEmitter(path, 0, request, sink, troubles, columns);
      emitter.spell({ missingWord: null }, () => (text) => parseIso(text) ?? undefined);
      for (const [index, object] of objects.entries()) {
        for (const name of Object.keys(object)) columns.add(name);
        emitter.emit(index + 1, (column) => {
          const { name } = request.columns[column]!;
          return Object.hasOwn(object, name) ? object[name] : undefined;
        });
      }
      const { records, rejected, earliest, latest, sharedLines } = emitter;
      const input = {
        path,
        shape: 'objects',
        bytes: 0,
        sha256: nothing,
        records,
        rejected,
        earliest,
        latest,
      };
      return {
        inputs: [{ ...input, sharedLines, columns: [...columns] }],
        leftOut: [],
        troubles: troubles.report(),
      };
    },
  };
}
