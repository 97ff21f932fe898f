import {
  coalesce,
  configurable,
  detection,
  type Expression,
  iff,
  inside,
  ipv4IsInRange,
  ipv4NetmaskSuffix,
  isempty,
  isnotempty,
  isnull,
  not,
  nullOf,
  op,
  parseJson,
  replaceString,
  split,
  tostring,
  trimmed,
} from '../../src/index.js';
import { vaultEvents } from '../normal-view/changes.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { byActor, hardenedSource, sameName, sharedFaults } from './hardening.js';

const changes = vaultEvents.where((row) => row.IsChange);

/** The parts of what was added: of a JSON array its elements, of other text what stands between commas, semicolons and blanks. */
const partsOf = (value: Expression<'string'>) =>
  iff(
    op(trimmed(value), 'startswith_cs', '['),
    parseJson(value),
    split(replaceString(replaceString(replaceString(value, ';', ','), ' ', ','), '\t', ','), ','),
  );

const ranges = changes
  .where('AddedIpRule', 'isnotempty')
  .extend((row) => ({ Part: partsOf(row.AddedIpRule) }))
  .mvExpand('Part', 'dynamic')
  .extend((row) => ({
    IPRangeAdded: trimmed(coalesce(tostring(inside(row.Part, 'Value')), tostring(row.Part))),
  }))
  .where('IPRangeAdded', 'isnotempty')
  .extend((row) => ({ RangePrefix: ipv4NetmaskSuffix(row.IPRangeAdded) }));

/** Writes of a closed vault that show no added address, and may have added one all the same. */
const opaqueWrites = changes
  .where('OperationName', '==', 'VaultPut')
  .where('Firewall', '==', 'closed')
  .where('AddedIpRule', 'isempty')
  .extend(() => ({ IPRangeAdded: tostring(''), RangePrefix: nullOf('long') }));

const isApproved = (range: Expression<'string'>, approved: readonly string[]): Expression<'bool'> =>
  approved
    .map((each) =>
      allOf(
        ipv4IsInRange(range, each),
        op(ipv4NetmaskSuffix(range), '>=', ipv4NetmaskSuffix(tostring(each))),
      ),
    )
    .reduce((one, other) => op(one, 'or', other), op(1, '==', 0));

export default configurable(
  {
    approvedRanges: {
      type: 'strings',
      default: [],
      description: 'IPv4 ranges that may be added: a range wholly inside one of them is not reported',
    },
    widePrefix: {
      type: 'number',
      default: 16,
      range: [0, 32],
      description: 'ranges of so few shared bits, or fewer, are High',
    },
    reportOpaqueWrites: {
      type: 'boolean',
      default: false,
      description: 'whether each VaultPut of a closed vault that shows no added address is reported too',
    },
  },
  ({ approvedRanges, widePrefix, reportOpaqueWrites }) => {
    const columns = (query: typeof ranges | typeof opaqueWrites) =>
      (query as typeof opaqueWrites).project((row) => {
        const isOpaque = isempty(row.IPRangeAdded);
        return {
          TimeGenerated: row.TimeGenerated,
          VaultName: row.VaultName,
          SubscriptionId: row.SubscriptionId,
          IPAddressofActor: row.CallerIPAddress,
          Actor: row.Actor,
          IPRangeAdded: row.IPRangeAdded,
          ActorType: row.ActorType,
          ActorObjectId: row.ActorObjectId,
          AppId: row.AppId,
          ResourceGroup: row.ResourceGroup,
          OperationName: row.OperationName,
          RangePrefix: row.RangePrefix,
          CallerInRange: coalesce(ipv4IsInRange(row.CallerIPAddress, row.IPRangeAdded), false),
          FirewallState: firstOf([[isnotempty(row.Firewall), row.Firewall]], 'unknown'),
          Severity: firstOf(
            [
              [isOpaque, 'Informational'],
              [op(row.RangePrefix, '<=', widePrefix), 'High'],
            ],
            'Medium',
          ),
          Confidence: firstOf([[anyOf(isOpaque, isnull(row.RangePrefix)), 'inferred']], 'observed'),
        };
      });
    const added =
      approvedRanges.length === 0
        ? ranges
        : ranges.where((row) => not(coalesce(isApproved(row.IPRangeAdded, approvedRanges), false)));
    return detection({
      id: 'hardened/firewall-ip-added',
      title: 'Address range added to a Key Vault firewall',
      description:
        'Identifies ranges that were added to the firewall of a vault, one row each: how wide they are, and whether the caller is inside.',
      severity: 'medium',
      tactics: ['DefenseEvasion'],
      techniques: ['T1562.007'],
      source: hardenedSource,

      query: reportOpaqueWrites ? columns(added).union(columns(opaqueWrites)) : columns(added),

      time: 'TimeGenerated',
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
        row.IPRangeAdded === ''
          ? `${row.VaultName} was written ${byActor(row.Actor)}, which may have added an address`
          : `${row.IPRangeAdded} was added to the firewall of ${row.VaultName} ${byActor(row.Actor)}${row.CallerInRange === true ? ', who called from there' : ''}`,
      notes: [
        'Rules for virtual networks, and rules that were removed, are not in this log.',
        'A write by PUT shows no added address: see reportOpaqueWrites.',
      ],
      falsePositives: ['Offices and build agents that get new addresses: list them in approvedRanges.'],
      hardens: {
        detection: 'published/firewall-ip-added',
        repairs: [
          { fault: 'F07', text: 'only the user name claim is read, so a service principal is shown blank' },
          sharedFaults.resultType,
          sharedFaults.patchOnly,
          sharedFaults.oneClaim,
        ],
        confirms: (own, published) =>
          sameName(own.VaultName, published['VaultName']) &&
          own.TimeGenerated === published['TimeGenerated'] &&
          String(published['IPRangeAdded']).includes(own.IPRangeAdded),
        unconfirmed: () => null,
      },
    });
  },
);
