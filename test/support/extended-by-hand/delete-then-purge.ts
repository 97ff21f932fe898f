import type { HandEvent } from '../event-by-hand.js';
import { bursts, grouped, isNamed, vaultItem, vaultsOf } from './bursts.js';
import { type FindingRow, findingRow, isAny, isOk, listText, minute } from './finding.js';

const isDelete = (event: HandEvent) => isAny(event, /^(Secret|Key|Certificate)Delete$/) && event.item !== '';
const isPurge = (event: HandEvent) => isAny(event, /^(Secret|Key|Certificate)Purge$/) && event.item !== '';
const isOfVault = (event: HandEvent) => isAny(event, /^Vault(Delete|Purge)$/);
const targetOf = (event: HandEvent) => (isOfVault(event) ? `${event.vault}/(vault)` : vaultItem(event));

/** Deletions that the caller makes final, and bursts of them. */
export function deleteThenPurge(all: readonly HandEvent[]): FindingRow[] {
  const rows: FindingRow[] = [];
  const events = all.filter(isNamed);
  const deletes = events.filter((event) => isOk(event) && isDelete(event));
  for (const [i, deletion] of deletes.entries()) {
    const next = deletes.slice(i + 1).find((event) => vaultItem(event) === vaultItem(deletion));
    const attempts = events.filter(
      (event) =>
        isPurge(event) &&
        ['ok', 'denied'].includes(event.outcome) &&
        vaultItem(event) === vaultItem(deletion) &&
        event.actor === deletion.actor &&
        event.time > deletion.time &&
        event.time <= deletion.time + 60n * minute &&
        (next === undefined || event.time < next.time),
    );
    if (attempts.length === 0) continue;
    const isDone = attempts.some(isOk);
    rows.push(
      findingRow(
        attempts[0]!,
        [deletion, ...attempts],
        isDone ? 'High' : 'Medium',
        'observed',
        'delete-then-purge',
        deletion.item,
        deletion.timeText,
        isDone ? 'ok' : 'denied',
        attempts.length,
        1,
        listText([deletion.vault]),
      ),
    );
  }
  const done = events.filter(
    (event) => isOk(event) && (isDelete(event) || isPurge(event) || isOfVault(event)),
  );
  const targets = (some: readonly HandEvent[]) => new Set(some.map(targetOf)).size;
  for (const group of grouped(done, ({ actor }) => actor).values())
    for (const { counted, anchor } of bursts(group, 60n * minute, (some) => targets(some) >= 5))
      rows.push(
        findingRow(
          anchor,
          counted,
          'High',
          'observed',
          ...['bulk-delete', '', null, '', 0, targets(counted), listText(vaultsOf(counted))],
        ),
      );
  return rows;
}
