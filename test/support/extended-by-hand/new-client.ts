import type { HandEvent } from '../event-by-hand.js';
import { callerHistories, doneBy, habitAnd, historyOf, opened } from './caller-histories.js';
import { type FindingRow, findingRow, isAny, isConfig, listText } from './finding.js';
import type { SecondWriting } from './second-writing.js';

const isCall = (event: HandEvent) => event.isData || isConfig(event) || event.operation === 'VaultDelete';
const isGrave = (event: HandEvent) =>
  isAny(event, /^((Secret|Key|Certificate)(Get|Backup|Delete|Purge)|SecretSet|VaultDelete)$/) ||
  isConfig(event);

/** What of an event is new to the history of its caller; null when nothing is. */
function kindOf(done: readonly HandEvent[], event: HandEvent): string | null {
  const history = historyOf(done, event);
  if (history === null || !isCall(event)) return null;
  const isNewTool = history.every(({ client }) => client !== event.client);
  const isNewApp =
    event.actorType === 'user' && event.appId !== '' && history.every(({ appId }) => appId !== event.appId);
  if (!isNewTool && !isNewApp) return null;
  return isNewTool && isNewApp ? 'both' : isNewTool ? 'tool' : 'app';
}

function rows(events: readonly HandEvent[]): FindingRow[] {
  const done = doneBy(events);
  const novel = done.filter((event) => kindOf(done, event) !== null);
  return opened(novel, ({ actor, client, appId }) => `${actor} ${client} ${appId}`).map((counted) => {
    const [first] = counted as [HandEvent];
    const history = historyOf(done, first)!;
    return findingRow(
      first,
      counted,
      counted.some(isGrave) ? 'Medium' : 'Low',
      'observed',
      kindOf(done, first),
      first.client,
      first.appId,
      listText(history.map(({ client }) => client)),
      listText(history.map(({ appId }) => appId).filter((appId) => appId !== '')),
      listText(counted.map(({ operation }) => operation)),
    );
  });
}

export const newClient: SecondWriting = {
  rows,
  histories: callerHistories,
  example: habitAnd({ clientInfo_s: 'AZURECLI/2.74.0' }),
};
