import {
  ago,
  argMin,
  arraySortAsc,
  by,
  configurable,
  type Duration,
  days,
  detection,
  duration,
  type Expression,
  iff,
  isnotnull,
  nullOf,
  on,
  op,
  packArray,
  strcat,
  substring,
  timespan,
  tolong,
} from '../../src/index.js';
import { allItemEvents, isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, firstOf } from '../normal-view/records.js';
import { extendedSource, findingEntities, findingOfOne } from './counted.js';

const itemEvents = allItemEvents.where('Item', 'isnotempty');

/** What uses an item or renews it, each with the last before it of the same item. */
const touches = itemEvents
  .where((row) =>
    isOneOf(row.OperationName, operations.read, operations.backup, operations.use, operations.write),
  )
  .scanRows({
    by: ['VaultKey', 'Item'],
    order: canonicalOrder,
    declare: { LastTouchTime: nullOf('datetime'), LastTouchActor: '' },
    next: (_, before) => ({ LastTouchTime: before.TimeGenerated, LastTouchActor: before.Actor }),
  });

/** Reads and backups of what nobody had touched for long. */
const dormantReads = (dormantFor: Duration) =>
  touches
    .where((row) => isOneOf(row.OperationName, operations.read, operations.backup))
    // That it was so long before the clock says how much history is needed.
    .where((row) => op(row.LastTouchTime, '<=', ago(timespan(dormantFor))))
    .where((row) => op(op(row.TimeGenerated, '-', row.LastTouchTime), '>=', timespan(dormantFor)));

const recoveries = itemEvents
  .where((row) => isOneOf(row.OperationName, operations.recover))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { Recovery: 0 },
    next: (_, before) => ({ Recovery: op(before.Recovery, '+', 1) }),
  });

const certificate = 'certificate/';
const named = (kind: string, item: Expression<'string'>) => strcat(kind, substring(item, certificate.length));

/** The items that recoveries bring back: a certificate is a key and a secret too. */
const recovered = recoveries
  .project((row) => ({
    VaultKey: row.VaultKey,
    Recovery: row.Recovery,
    Actor: row.Actor,
    RecoverTime: row.TimeGenerated,
    RecoveredFrom: row.CallerIPAddress,
    RecoveredBy: row.ClientFamily,
    Item: iff(
      op(row.Item, 'startswith_cs', certificate),
      packArray(row.Item, named('secret/', row.Item), named('key/', row.Item)),
      packArray(row.Item),
    ),
  }))
  .mvExpand('Item', 'string');

/** Reads of what the reader recovered at some time, in their order. */
const reads = itemEvents
  .where((row) => isOneOf(row.OperationName, operations.read))
  .join('leftsemi', recovered.distinct('VaultKey', 'Actor', 'Item'), on('VaultKey', 'Actor', 'Item'))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { Read: 0 },
    next: (_, before) => ({ Read: op(before.Read, '+', 1) }),
  });

/** Whether the deleted items of the vault had been listed by whoever recovers one. */
const listedBefore = (listedWithin: Duration) =>
  recoveries
    .project('VaultKey', 'Recovery', 'Actor', 'RecoverTime = TimeGenerated')
    .join(
      'inner',
      allItemEvents
        .where((row) => isOneOf(row.OperationName, operations.listDeleted))
        .project('VaultKey', 'Actor', 'ListTime = TimeGenerated'),
      on('VaultKey', 'Actor'),
    )
    .where((row) =>
      allOf(
        op(row.ListTime, '<', row.RecoverTime),
        op(op(row.RecoverTime, '-', row.ListTime), '<=', timespan(listedWithin)),
      ),
    )
    .distinct('VaultKey', 'Recovery')
    .extend(() => ({ IsListed: op(1, '==', 1) }));

/** The first read that follows each recovery. */
const recoverReads = (recoveredWithin: Duration, listedWithin: Duration) =>
  recovered
    .join('inner', reads, on('VaultKey', 'Actor', 'Item'))
    .where((row) =>
      allOf(
        op(row.TimeGenerated, '>', row.RecoverTime),
        op(op(row.TimeGenerated, '-', row.RecoverTime), '<=', timespan(recoveredWithin)),
      ),
    )
    .summarize(argMin('Read', '*'), by('VaultKey', 'Recovery'))
    .lookup(listedBefore(listedWithin), on('VaultKey', 'Recovery'))
    .extend((row) => ({ ListedBefore: isnotnull(row.IsListed) }));

/** Two texts as a set. */
const bothOf = (one: Expression<'string'>, other: Expression<'string'>) =>
  iff(op(one, '==', other), packArray(one), arraySortAsc(packArray(one, other)));

export default configurable(
  {
    dormantFor: {
      type: 'timespan',
      default: duration('30.00:00:00'),
      description: 'how long nobody must have touched an item; exactly so long counts',
    },
    differentActorOnly: {
      type: 'boolean',
      default: true,
      description: 'whether a read by whoever touched the item last is left out',
    },
    recoveredWithin: {
      type: 'timespan',
      default: duration('1.00:00:00'),
      description: 'how long after a recovery a read still counts; exactly so long counts',
    },
    listedWithin: {
      type: 'timespan',
      default: duration('1.00:00:00'),
      description: 'how long before a recovery a list of deleted items still counts; exactly so long counts',
    },
  },
  ({ dormantFor, differentActorOnly, recoveredWithin, listedWithin }) => {
    const woken = dormantReads(dormantFor);
    const dormant = differentActorOnly
      ? woken.where((row) => op(row.Actor, '!=', row.LastTouchActor))
      : woken;
    return detection({
      id: 'extended/dormant-item',
      title: 'Dormant Key Vault item woken',
      description:
        'Identifies reads of secrets, keys and certificates that nobody had touched for long, and of deleted ones that the reader recovered first.',
      severity: 'medium',
      tactics: ['CredentialAccess'],
      techniques: ['T1555.006'],
      source: extendedSource,

      query: dormant
        .project((row) => ({
          ...findingOfOne(row, firstOf([], 'Medium'), firstOf([], 'observed')),
          Rule: firstOf([], 'dormant-read'),
          Item: row.Item,
          LastTouchTime: row.LastTouchTime,
          LastTouchActor: row.LastTouchActor,
          DormantDays: tolong(op(op(row.TimeGenerated, '-', row.LastTouchTime), '/', days(1))),
          RecoverTime: nullOf('datetime'),
          ListedBefore: op(1, '==', 0),
        }))
        .union(
          recoverReads(recoveredWithin, listedWithin).project((row) => ({
            ...findingOfOne(row, firstOf([[row.ListedBefore, 'High']], 'Medium'), firstOf([], 'observed')),
            CallerIPs: bothOf(row.CallerIPAddress, row.RecoveredFrom),
            ClientFamilies: bothOf(row.ClientFamily, row.RecoveredBy),
            FirstEventTime: row.RecoverTime,
            EventCount: tolong(2),
            Rule: firstOf([], 'recover-read'),
            Item: row.Item,
            LastTouchTime: nullOf('datetime'),
            LastTouchActor: firstOf([], ''),
            DormantDays: nullOf('long'),
            RecoverTime: row.RecoverTime,
            ListedBefore: row.ListedBefore,
          })),
        ),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        row.Rule === 'dormant-read'
          ? `${row.Actor || 'somebody unknown'} read ${row.Item} of ${row.VaultName}, which nobody had touched for ${row.DormantDays} days`
          : `${row.Actor || 'somebody unknown'} recovered ${row.Item} of ${row.VaultName} and read it${row.ListedBefore === true ? ', after a list of what was deleted' : ''}`,
      notes: [
        'An item is dormant by its last read, use, backup or change in the records: the input must be longer than dormantFor.',
        'A recovered certificate is read as its secret or its key too.',
      ],
      falsePositives: ['Quarterly jobs by changing people.', 'Disaster exercises.'],
    });
  },
);
