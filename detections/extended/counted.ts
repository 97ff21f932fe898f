import {
  count,
  countDistinctIf,
  type Expression,
  isnotempty,
  makeSet,
  makeSetIf,
  max,
  min,
  packArray,
  strcat,
  takeAnyIf,
  tolong,
} from '../../src/index.js';

type Text = Expression<'string'>;

/** Where the extended detections come from. */
export const extendedSource = { title: 'Detections of vaultreplay for Azure Key Vault' };

/** The columns of an event that a finding counts; of one event of each finding, its anchor, `IsAnchor` is true. */
interface CountedEvent {
  readonly TimeGenerated: Expression<'datetime'>;
  readonly VaultName: Text;
  readonly SubscriptionId: Text;
  readonly ResourceGroup: Text;
  readonly Actor: Text;
  readonly ActorType: Text;
  readonly ActorObjectId: Text;
  readonly AppId: Text;
  readonly CallerIPAddress: Text;
  readonly ClientFamily: Text;
  readonly IsAnchor: Expression<'bool'>;
}

/** How many values a list holds that is cut. */
export const listed = 20;

/** The aggregates of the events of a finding that every row has, see `findingColumns`. */
export const counted = (row: CountedEvent) => ({
  AnchorTime: takeAnyIf(row.TimeGenerated, row.IsAnchor),
  AnchorVault: takeAnyIf(row.VaultName, row.IsAnchor),
  AnchorSubscription: takeAnyIf(row.SubscriptionId, row.IsAnchor),
  AnchorGroup: takeAnyIf(row.ResourceGroup, row.IsAnchor),
  AnchorActor: takeAnyIf(row.Actor, row.IsAnchor),
  AnchorActorType: takeAnyIf(row.ActorType, row.IsAnchor),
  AnchorObjectId: takeAnyIf(row.ActorObjectId, row.IsAnchor),
  AnchorApp: takeAnyIf(row.AppId, row.IsAnchor),
  CallerIPs: makeSet(row.CallerIPAddress, listed),
  ClientFamilies: makeSet(row.ClientFamily, listed),
  FirstEventTime: min(row.TimeGenerated),
  LastEventTime: max(row.TimeGenerated),
  EventCount: count(),
});

/** The columns that `counted` makes. */
interface CountedColumns {
  readonly AnchorTime: Expression<'datetime'>;
  readonly AnchorVault: Text;
  readonly AnchorSubscription: Text;
  readonly AnchorGroup: Text;
  readonly AnchorActor: Text;
  readonly AnchorActorType: Text;
  readonly AnchorObjectId: Text;
  readonly AnchorApp: Text;
  readonly CallerIPs: Expression<'dynamic'>;
  readonly ClientFamilies: Expression<'dynamic'>;
  readonly FirstEventTime: Expression<'datetime'>;
  readonly LastEventTime: Expression<'datetime'>;
  readonly EventCount: Expression<'long'>;
}

/** The columns with which the rows of every extended detection begin, from what `counted` made; `Severity` and `Confidence` last. */
export const findingColumns = (row: CountedColumns, severity: Text, confidence: Text) => ({
  DetectionTime: row.AnchorTime,
  VaultName: row.AnchorVault,
  SubscriptionId: row.AnchorSubscription,
  ResourceGroup: row.AnchorGroup,
  Actor: row.AnchorActor,
  ActorType: row.AnchorActorType,
  ActorObjectId: row.AnchorObjectId,
  AppId: row.AnchorApp,
  CallerIPs: row.CallerIPs,
  ClientFamilies: row.ClientFamilies,
  FirstEventTime: row.FirstEventTime,
  LastEventTime: row.LastEventTime,
  EventCount: row.EventCount,
  Severity: severity,
  Confidence: confidence,
});

/** The columns of `findingColumns` for a finding that counts one event, its anchor. */
export const findingOfOne = (row: Omit<CountedEvent, 'IsAnchor'>, severity: Text, confidence: Text) => ({
  DetectionTime: row.TimeGenerated,
  VaultName: row.VaultName,
  SubscriptionId: row.SubscriptionId,
  ResourceGroup: row.ResourceGroup,
  Actor: row.Actor,
  ActorType: row.ActorType,
  ActorObjectId: row.ActorObjectId,
  AppId: row.AppId,
  CallerIPs: packArray(row.CallerIPAddress),
  ClientFamilies: packArray(row.ClientFamily),
  FirstEventTime: row.TimeGenerated,
  LastEventTime: row.TimeGenerated,
  EventCount: tolong(1),
  Severity: severity,
  Confidence: confidence,
});

/** The columns of `findingColumns` that name what a finding is about. */
export const findingEntities = {
  account: 'Actor',
  ip: 'CallerIPs',
  vault: 'VaultName',
  subscription: 'SubscriptionId',
  resourceGroup: 'ResourceGroup',
  application: 'AppId',
} as const;

interface ItemEvent {
  readonly VaultKey: Text;
  readonly Item: Text;
}

/** An item with its vault: `kv1/secret/db-password`. */
export const vaultItem = ({ VaultKey, Item }: ItemEvent): Text => strcat(VaultKey, '/', Item);

/** How many different items events are about, and the first of them with their vaults. */
export const itemsCounted = (row: ItemEvent) => ({
  DistinctItems: countDistinctIf(vaultItem(row), isnotempty(row.Item)),
  ItemSample: makeSetIf(vaultItem(row), isnotempty(row.Item), listed),
});
