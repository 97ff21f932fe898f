/** The parts of an Azure resource id as columns of `AzureDiagnostics`: upper case, save for the two that are not. */
export interface ResourceParts {
  readonly ResourceId: string;
  /** Lower case, as a GUID prints. */
  readonly SubscriptionId: string;
  readonly ResourceGroup: string;
  readonly ResourceProvider: string;
  readonly ResourceType: string;
  readonly Resource: string;
  /** The whole id in lower case. */
  readonly _ResourceId: string;
}

/** Takes a resource id apart, `/subscriptions/<id>/resourceGroups/<group>/providers/<provider>/<type>/<name>`; parts it lacks are empty. */
export function resourceParts(id: string): ResourceParts {
  const ResourceId = id.toUpperCase();
  const segments = ResourceId.split('/', 16);
  const named = new Map<string, string>();
  let at = segments[0] === '' ? 1 : 0;
  // Pairs of a word and a name, so that a group may be called like a word.
  for (; at < segments.length && segments[at] !== 'PROVIDERS'; at += 2)
    named.set(segments[at]!, segments[at + 1] ?? '');
  return {
    ResourceId,
    SubscriptionId: (named.get('SUBSCRIPTIONS') ?? '').toLowerCase(),
    ResourceGroup: named.get('RESOURCEGROUPS') ?? '',
    ResourceProvider: segments[at + 1] ?? '',
    ResourceType: segments[at + 2] ?? '',
    Resource: segments[at + 3] ?? '',
    _ResourceId: id.toLowerCase(),
  };
}

/** The columns that a resource id fills. */
export const resourceColumns: readonly (keyof ResourceParts)[] = [
  'ResourceId',
  'SubscriptionId',
  'ResourceGroup',
  'ResourceProvider',
  'ResourceType',
  'Resource',
  '_ResourceId',
];
