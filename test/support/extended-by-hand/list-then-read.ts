import type { HandEvent } from '../event-by-hand.js';
import { grouped, isNamed } from './bursts.js';
import { type FindingRow, findingRow, isAny, isBackup, isOk, isRead, listText, minute } from './finding.js';

const isList = (event: HandEvent) => isAny(event, /^(Secret|Key|Certificate)List$/);
const itemCount = (events: readonly HandEvent[]) => new Set(events.map(({ item }) => item)).size;

/** Lists of a vault that the caller follows by reads of many items. */
export function listThenRead(events: readonly HandEvent[]): FindingRow[] {
  const rows: FindingRow[] = [];
  const own = events.filter((event) => isOk(event) && isNamed(event));
  for (const group of grouped(own, ({ vault, actor }) => `${vault} ${actor}`).values()) {
    const reads = group.filter((event) => (isRead(event) || isBackup(event)) && event.item !== '');
    const lists = group.filter(isList);
    let consumed: bigint | null = null;
    for (const list of lists) {
      if (consumed !== null && list.time <= consumed) continue;
      const counted = reads.filter(({ time }) => time > list.time && time <= list.time + 10n * minute);
      if (itemCount(counted) < 5) continue;
      const anchor = counted.find((_, i) => itemCount(counted.slice(0, i + 1)) === 5)!;
      const last = counted.at(-1)!.time;
      consumed = last;
      rows.push(
        findingRow(
          anchor,
          counted,
          counted.some((event) => event.operation === 'SecretGet' || isBackup(event)) ? 'High' : 'Medium',
          'observed',
          list.timeText,
          listText(
            lists.filter(({ time }) => time >= list.time && time <= last).map(({ operation }) => operation),
          ),
          itemCount(counted),
          listText(
            counted.map(({ item }) => item),
            20,
          ),
        ),
      );
    }
  }
  return rows;
}
