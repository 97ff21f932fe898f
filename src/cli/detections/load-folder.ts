import { readdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { replay } from '../../engine/replay.js';
import { faultOfDetection } from '../../findings/check-detection.js';
import { changedDetection, type Detection } from '../../findings/detection.js';
import { recordsOf } from '../../readers/records-of.js';
import { builtModule } from '../../records/package-folder.js';
import { refusal } from '../../records/system-error.js';
import { UsageError } from '../../records/usage-error.js';
import { compareText } from '../../records/value-order.js';
import { usualNow } from '../../testing/test-time.js';

/**
 * Loads the detections of a folder and of those in it: the default exports of its modules, in the order of their paths. A module without a
 * default export is a part that others share. Throws a UsageError when something cannot be loaded, is no detection, or bears an id twice.
 */
export async function loadFolder(folder: string, known: readonly Detection[]): Promise<readonly Detection[]> {
  const files = modulesIn(folder);
  serveOwnPackage();
  const loaded: { readonly path: string; readonly detection: Detection }[] = [];
  for (const path of files) {
    const given = await defaultExportOf(path);
    if (given === undefined) continue;
    const fault = faultOfDetection(given);
    if (fault !== null) throw new UsageError(`${path}: ${fault}`);
    const detection = guarded(given as Detection, path);
    await tryOut(detection, path);
    const same = loaded.find((other) => other.detection.id === detection.id);
    if (same !== undefined)
      throw new UsageError(`${path}: its id ${detection.id} is that of ${same.path} too`);
    if (known.some(({ id }) => id === detection.id))
      throw new UsageError(
        `${path}: its id ${detection.id} is that of a detection of vaultreplay: choose another`,
      );
    loaded.push({ path, detection });
  }
  if (loaded.length === 0)
    throw new UsageError(
      `${folder} holds no detection: a module with \`export default detection({ ... })\`; \`vaultreplay new detection <name>\` writes one`,
    );
  return loaded.map(({ detection }) => detection);
}

const endings = /\.m?[jt]s$/;
const others = /(?:\.d|\.test|\.spec|\.config)\.m?[jt]s$/;

/** The modules below a folder, by path. Where a module stands there compiled too, that one counts. */
function modulesIn(folder: string): readonly string[] {
  const found: string[] = [];
  const visit = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const inner = join(path, entry.name).replaceAll('\\', '/');
      if (entry.isDirectory()) visit(inner);
      else if (endings.test(entry.name) && !others.test(entry.name)) found.push(inner);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    throw new UsageError(`--detections ${folder} cannot be read: ${refusal(error)}`);
  }
  const all = new Set(found);
  return found.filter((path) => !all.has(path.replace(/ts$/, 'js')) || path.endsWith('js')).sort(compareText);
}

async function defaultExportOf(path: string): Promise<unknown> {
  if (path.endsWith('ts') && !readsTypeScript())
    throw new UsageError(
      `${path} is TypeScript, which this Node (${process.version}) cannot load: use Node 22.18 or later, or compile it beside itself`,
    );
  try {
    const loaded = (await import(pathToFileURL(resolve(path)).href)) as {
      readonly default?: { readonly plan?: unknown };
    };
    // Its plan is built when it is asked for, and what is wrong with it shows then.
    void loaded.default?.plan;
    return loaded.default;
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new UsageError(`${path} cannot be loaded: ${reason}`);
  }
}

const readsTypeScript = (): boolean =>
  ((process.features as { readonly typescript?: unknown }).typescript ?? false) !== false;

let served = false;

/** Makes `import ... from 'vaultreplay'` mean this package, wherever the importing module stands. */
function serveOwnPackage(): void {
  // The sources, which only the tests of this package run, are served by the runner of the tests.
  if (served || !import.meta.url.endsWith('.js') || nodeModule.register === undefined) return;
  served = true;
  const addresses = [
    ['vaultreplay', 'src/index.js'],
    ['vaultreplay/testing', 'src/testing.js'],
    ['vaultreplay/detections', 'detections/index.js'],
  ];
  nodeModule.register(builtModule('src/cli/detections/own-package-hook.js'), {
    data: addresses.map(([name, path]) => [name, builtModule(path!).href]),
  });
}

/** A detection whose summary, when it fails, says whose it is. */
const guarded = (detection: Detection, path: string): Detection =>
  changedDetection(detection, {
    summary: (row) => {
      try {
        return String(detection.summary(row));
      } catch (error) {
        throw new UsageError(
          `${path}: its summary fails: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  });

/** Runs a detection over nothing, so that a plan that cannot run is told now. */
async function tryOut(detection: Detection, path: string): Promise<void> {
  try {
    await replay([detection], recordsOf([]), { now: usualNow });
  } catch (error) {
    throw new UsageError(
      `${path}: its plan cannot run: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
