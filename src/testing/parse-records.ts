import type { Instant } from '../records/instant.js';
import { suggestion } from '../records/nearest.js';
import type { Column } from '../records/schema.js';
import { fault } from '../yaml/fault.js';
import { anyMapOf, entryOf, itemsOf } from '../yaml/reading.js';
import type { YamlEntry, YamlNode } from '../yaml/yaml-node.js';
import { expandRecord } from './expand-record.js';
import { plainObject } from './plain-object.js';
import { kindNames } from './record-kinds.js';
import type { Refusals } from './refusals.js';
import type { Cells } from './usual-columns.js';

/** Reads the records of a test: a list of `kind: fields`. Throws a UsageError with the place of whatever is wrong. */
export function parseRecords(
  node: YamlNode,
  columns: ReadonlyMap<string, Column>,
  now: Instant,
): readonly Cells[] {
  const items = itemsOf(node);
  if (items.length === 0) throw fault(node.at, 'there are no records');
  return items.flatMap((item) => {
    const { key: kind, value } = kindOf(item);
    if (value.kind === 'scalar' && value.value === null)
      return expandRecord(kind, {}, { columns, now, refuse: nothing });
    const fields = anyMapOf(value);
    const entryAt = ([first, second]: readonly string[]) => {
      const outer = entryOf(fields, first!)!;
      return second === undefined ? outer : entryOf(anyMapOf(outer.value), second)!;
    };
    const refuse: Refusals<readonly string[]> = {
      field: (path, message) => fault(entryAt(path).keyAt, message),
      value: (path, wanted) => fault(entryAt(path).value.at, `takes ${wanted}`),
    };
    return expandRecord(kind, plainObject(fields), { columns, now, refuse });
  });
}

/** A record without fields has none that can be wrong. */
const nothing: Refusals<readonly string[]> = {
  field: (_, message) => new Error(message),
  value: (_, wanted) => new Error(wanted),
};

function kindOf(item: YamlNode): YamlEntry {
  const { entries } = anyMapOf(item);
  const [entry, second] = entries;
  if (entry === undefined) throw fault(item.at, 'is empty: write a kind with its fields');
  if (second !== undefined)
    throw fault(
      second.keyAt,
      `a record is one kind with its fields: indent ${second.key} below ${entry.key}, or begin a new line with -`,
    );
  if (!kindNames.includes(entry.key))
    throw fault(
      entry.keyAt,
      `unknown kind ${entry.key}.${suggestion(entry.key, kindNames)} A kind is an operation with a small first letter, such as vaultPatch or secretGet`,
    );
  return entry;
}
