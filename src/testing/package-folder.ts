import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of this package, which holds `detections` with their tests. */
export const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('vaultreplay/package.json'));
