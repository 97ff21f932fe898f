import { configurable, detection, iff, isnotempty, lengthInSeconds, nullOf, op } from '../../src/index.js';
import { vaultEvents } from '../normal-view/changes.js';
import { canonicalOrder, reverseOrder } from '../normal-view/order.js';
import { anyOf, firstOf } from '../normal-view/records.js';
import { byActor, hardenedSource, sameName, sharedFaults } from './hardening.js';

const { resultType: _, ...faults } = sharedFaults;

/** Every record that makes the firewall known, and the deletions that end what is known; each with the next that closes it. */
const known = vaultEvents
  .where((row) => anyOf(isnotempty(row.Firewall), op(row.OperationName, '==', 'VaultDelete')))
  .scanRows({
    by: ['VaultKey'],
    order: reverseOrder,
    declare: { NextClosedTime: nullOf('datetime'), ReclosedTime: nullOf('datetime') },
    next: (row, before) => ({
      NextClosedTime: iff(
        op(row.Firewall, '==', 'closed'),
        row.TimeGenerated,
        iff(op(row.OperationName, '==', 'VaultDelete'), nullOf('datetime'), before.NextClosedTime),
      ),
      ReclosedTime: before.NextClosedTime,
    }),
  })
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { PreviousFirewall: '', PreviousSeenTime: nullOf('datetime'), PreviousSeenOn: '' },
    next: (_, before) => ({
      PreviousFirewall: before.Firewall,
      PreviousSeenTime: before.TimeGenerated,
      PreviousSeenOn: before.OperationName,
    }),
  });

const opened = known.where('PreviousFirewall', '==', 'closed').where('Firewall', '==', 'open');

/** What a row says of whom: nothing where the change was first seen on a read. */
const openings = opened.project((row) => {
  const isRead = op(row.OperationName, '==', 'VaultGet');
  const isAbsent = op(row.DefaultAction, '==', '');
  return {
    DetectionTime: row.TimeGenerated,
    VaultName: row.VaultName,
    ExistingACL: firstOf([[op(row.PreviousFirewall, '==', 'closed'), 'Deny']], ''),
    NewACL: firstOf([[isAbsent, 'Absent']], 'Allow'),
    SubscriptionId: row.SubscriptionId,
    IPAddressofActor: firstOf([[isRead, '']], row.CallerIPAddress),
    Actor: firstOf([[isRead, '']], row.Actor),
    ActorType: firstOf([[isRead, '']], row.ActorType),
    ActorObjectId: firstOf([[isRead, '']], row.ActorObjectId),
    AppId: firstOf([[isRead, '']], row.AppId),
    ResourceGroup: row.ResourceGroup,
    OperationName: row.OperationName,
    PreviousSeenTime: row.PreviousSeenTime,
    PreviousSeenOn: row.PreviousSeenOn,
    PublicNetworkAccess: row.PublicNetworkAccess,
    ReclosedTime: row.ReclosedTime,
    OpenFor: op(row.ReclosedTime, '-', row.TimeGenerated),
    Severity: firstOf(
      [[op(row.PublicNetworkAccess, 'in~', ['Disabled', 'SecuredByPerimeter']), 'Low']],
      'High',
    ),
    Confidence: firstOf([[anyOf(isRead, isAbsent), 'inferred']], 'observed'),
  };
});

export default configurable(
  {
    reportDrift: {
      type: 'boolean',
      default: true,
      description: 'whether openings that were first seen when somebody read the settings are reported too',
    },
  },
  ({ reportDrift }) =>
    detection({
      id: 'hardened/firewall-allow-all',
      title: 'Key Vault firewall opened to all networks',
      description:
        'Identifies each step of a vault from a closed firewall to an open one: who opened it, by PATCH or by PUT, and when it was closed again.',
      severity: 'high',
      tactics: ['DefenseEvasion'],
      techniques: ['T1562.007'],
      source: hardenedSource,

      query: reportDrift ? openings : openings.where('OperationName', '!=', 'VaultGet'),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: {
        account: 'Actor',
        ip: 'IPAddressofActor',
        vault: 'VaultName',
        subscription: 'SubscriptionId',
        resourceGroup: 'ResourceGroup',
        application: 'AppId',
      },
      summary: (row) =>
        `the firewall of ${row.VaultName} was opened to every address ${
          row.OperationName === 'VaultGet' ? 'by a change that is not in the log' : byActor(row.Actor)
        }${row.OpenFor === null ? ', and not closed since' : ` for ${lengthInSeconds(row.OpenFor)}`}`,
      notes: [
        'A vault counts as open when a change shows its settings without a default action: Azure writes no null there.',
        'An opening that was first seen on a read has no actor: the change itself is not in the log.',
        'Rules for networks are not in this log; an open firewall may still have been narrowed by them.',
      ],
      falsePositives: [
        'Planned openings during a deployment.',
        'Infrastructure code applied twice with different settings.',
      ],
      hardens: {
        detection: 'published/firewall-allow-all',
        repairs: [
          { fault: 'F01', text: 'the join has no order, so closing a vault is reported as opening it' },
          { fault: 'F02', text: 'one row is given for each earlier Deny' },
          { fault: 'F03', text: 'the last Allow takes the blame, not the one that changed it' },
          { fault: 'F04', text: 'of two openings the first is lost and the second doubled' },
          { fault: 'F05', text: 'only VaultPatch is looked at' },
          { fault: 'F06', text: 'a removed firewall is open but does not say Allow' },
          ...Object.values(faults),
        ],
        confirms: (own, published) => {
          const time = published['DetectionTime'] as typeof own.DetectionTime;
          return (
            sameName(own.VaultName, published['VaultName']) &&
            time !== null &&
            own.DetectionTime !== null &&
            time >= own.DetectionTime &&
            (own.ReclosedTime === null || time < own.ReclosedTime)
          );
        },
        unconfirmed: () => 'no step from closed to open',
      },
    }),
);
