import { createRequire } from 'node:module';

// By the package's own name, which holds for the sources and for dist alike.
const { name, version } = createRequire(import.meta.url)('vaultreplay/package.json') as {
  readonly name: string;
  readonly version: string;
};

/** What made a report: the name and version of this package. */
export const engine: { readonly name: string; readonly version: string } = { name, version };
