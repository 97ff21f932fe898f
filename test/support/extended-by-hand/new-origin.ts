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

/** The country of an event and the name of its network; empty where nobody knows. */
export type PlaceOf = (event: HandEvent) => readonly [country: string, network: string];

const nowhere: PlaceOf = () => ['', ''];

/** How severe a new origin is by its place and by those of the history. */
function severityOf(event: HandEvent, history: readonly HandEvent[], placeOf: PlaceOf): string {
  const [country, network] = placeOf(event);
  const places = history.map(placeOf);
  if (country === '') return 'Medium';
  if (!places.some(([known]) => known === country)) return 'High';
  return network !== '' && places.some(([, known]) => known === network) ? 'Low' : 'Medium';
}

/** Reads from networks that the history does not have. */
export function newOrigins(events: readonly HandEvent[], placeOf: PlaceOf): FindingRow[] {
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
      severityOf(first, history, placeOf),
      'observed',
      originOf(first),
      listText(originsOf(history)),
      history.length,
      new Set(history.map(dateOf)).size,
      itemsOf(counted),
      ...placeOf(first),
    );
  });
}

export const newOrigin: SecondWriting = {
  rows: (events) => newOrigins(events, nowhere),
  histories: callerHistories,
  example: habitAnd({ CallerIPAddress: '198.51.100.1' }),
};
