import { type Expression, op } from '../../src/index.js';
import { events } from './events.js';
import { type BackgroundReaders, backgroundReaders } from './noise.js';
import { canonicalOrder } from './order.js';

/** What findings say of calls, and what puts calls in their order. */
const callColumns = [
  'TimeGenerated',
  'VaultKey',
  'OperationName',
  'Item',
  'CorrelationId',
  'requestUri_s',
  'id_s',
  'Status',
  'Actor',
  'CallerIPAddress',
  'VaultName',
  'SubscriptionId',
  'ResourceGroup',
  'Outcome',
  'IsData',
  'IsNoise',
  'PolicyCall',
  'ActorType',
  'ActorObjectId',
  'AppId',
  'ClientFamily',
] as const;

const callsAmong = (all: ReturnType<typeof events>) =>
  all
    .where('OperationName', '!=', 'Authentication')
    .where('OperationName', '!endswith_cs', 'EventGridNotification')
    .where((row) => op(row.Outcome, 'in', ['ok', 'denied']))
    .project(...callColumns)
    .merge(...canonicalOrder);

const callsKnown = new Map<ReturnType<typeof events>, ReturnType<typeof callsAmong>>();

/**
 * What anybody did or was refused, on items and on vaults: copies merged, in the canonical order. All detections that look at calls begin
 * with this one step, so that calls are held and put in order once. `IsNoise` marks what `readers` do in the background.
 */
export function calls(readers: BackgroundReaders = backgroundReaders): ReturnType<typeof callsAmong> {
  const all = events(readers);
  const known = callsKnown.get(all) ?? callsAmong(all);
  callsKnown.set(all, known);
  return known;
}

/** What was done to items, by anybody, and not refused. */
export const allItemEvents = calls().where('Outcome', '==', 'ok').where('IsData', '==', true);

/** What was done to items by somebody who is named, and not refused. */
export const itemEvents = allItemEvents.where('Actor', 'isnotempty');

/** Whether an operation is one of a group, or of several. */
export const isOneOf = (
  operation: Expression<'string'>,
  ...groups: readonly (readonly string[])[]
): Expression<'bool'> => op(operation, 'in', groups.flat());
