import type { HandEvent } from '../event-by-hand.js';
import { callerHistories, dateOf, doneBy, habitAnd, historyOf, opened } from './caller-histories.js';
import { type FindingRow, findingRow, isBackup, isRead, listText } from './finding.js';
import type { SecondWriting } from './second-writing.js';
import { itemsOf } from './self-grant.js';

/** The network of the addresses that histories have. */
function originOf({ ip }: HandEvent): string {
  const [, , bytes] = /^(::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(ip) ?? [];
  if (bytes !== undefined) return `${bytes}.0/24`;
  return ip === '2001:db8:1::9' ? '2001:db8:1::/48' : '';
}

function rows(events: readonly HandEvent[]): FindingRow[] {
  const done = doneBy(events);
  const originsOf = (history: readonly HandEvent[]) =>
    history.map(originOf).filter((origin) => origin !== '');
  const novel = done.filter((event) => {
    if ((!isRead(event) && !isBackup(event)) || originOf(event) === '') return false;
    const history = historyOf(done, event);
    if (history === null) return false;
    const origins = new Set(originsOf(history));
    return origins.size <= 10 && !origins.has(originOf(event));
  });
  return opened(novel, (event) => `${event.actor} ${originOf(event)}`).map((counted) => {
    const [first] = counted as [HandEvent];
    const history = historyOf(done, first)!;
    return findingRow(
      first,
      counted,
      'Medium',
      'observed',
      originOf(first),
      listText(originsOf(history)),
      history.length,
      new Set(history.map(dateOf)).size,
      itemsOf(counted),
      '',
      '',
    );
  });
}

export const newOrigin: SecondWriting = {
  rows,
  histories: callerHistories,
  example: habitAnd({ CallerIPAddress: '198.51.100.1' }),
};
