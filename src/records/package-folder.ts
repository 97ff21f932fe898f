import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The folder of this package, which holds `detections` with their tests. */
export const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('vaultreplay/package.json'));

/** The address of a built module, by its path below `dist`, also for whoever runs the sources. */
export const builtModule = (path: string): URL => pathToFileURL(join(packageFolder(), 'dist', path));
