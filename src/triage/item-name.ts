const kinds: ReadonlyMap<string, string> = new Map(
  ['secret', 'key', 'certificate', 'storage'].flatMap((kind) => {
    const plural = kind === 'storage' ? kind : `${kind}s`;
    return [kind, plural, `deleted${plural}`].map((segment) => [segment, kind] as const);
  }),
);

const uri = /^https?:\/\/([^/:?#]+)(?::\d+)?\/([^?#]*)/i;
const vaultHost =
  /^([a-z0-9-]+)\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de)$/i;

/**
 * A secret, key or certificate as `vault/kind/name` in lower case, without version, from any form in which results name it: its URI,
 * `kind/name` with the vault aside, or `vault/kind/name`. Null for what names none, such as a vault or a list.
 */
export function itemName(text: string, vault: string): string | null {
  const [, host, path] = uri.exec(text) ?? [];
  if (host !== undefined) {
    const [, name] = vaultHost.exec(host) ?? [];
    return name === undefined ? null : joined(name, path!.split('/').map(decoded));
  }
  const [first = '', ...rest] = text.split('/');
  return kinds.has(first.toLowerCase()) ? joined(vault, [first, ...rest]) : joined(first, rest);
}

function joined(vault: string, [segment = '', name = '']: readonly string[]): string | null {
  const kind = kinds.get(segment.toLowerCase());
  if (kind === undefined || vault === '' || name === '' || name === 'restore') return null;
  return `${vault}/${kind}/${name}`.toLowerCase();
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
