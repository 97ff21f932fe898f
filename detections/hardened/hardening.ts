/** Where the hardened detections come from. */
export const hardenedSource = { title: 'Protecting Azure Key Vault with Azure Sentinel, hardened' };

/** Faults that the published queries share, with what each does wrong. */
export const sharedFaults = {
  resultType: {
    fault: 'C1',
    text: 'ResultType says Success for refused and failed calls too, so it filters nothing out',
  },
  patchOnly: {
    fault: 'C2',
    text: 'only VaultPatch is looked at, and the command line and templates write by PUT',
  },
  oneClaim: { fault: 'C3', text: 'one identity column is read, which half of the records leave empty' },
  unguarded: { fault: 'C4', text: 'a workspace that lacks one of the columns refuses the whole query' },
  letterCase: { fault: 'C7', text: 'kv1 and KV1 are taken for two vaults' },
  provider: { fault: 'C8', text: 'vaults of other services can slip in' },
} as const;

/** Whether two texts name one thing, whatever their letter case. */
export const sameName = (a: unknown, b: unknown): boolean =>
  String(a).toLowerCase() === String(b).toLowerCase();

/** An actor as a sentence names it. */
export const byActor = (actor: string): string => (actor === '' ? 'by somebody unknown' : `by ${actor}`);
