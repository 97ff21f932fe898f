import { duplicateRecords } from './observe-duplicates.js';
import { newestApart } from './observe-newest.js';
import { silentVaults } from './observe-silent-vaults.js';
import type { ObserverEntry } from './observer.js';

const entries = [silentVaults, duplicateRecords, newestApart];

/** The observer of a name. */
export const observerNamed = (name: ObserverEntry['name']): ObserverEntry =>
  entries.find((entry) => entry.name === name)!;
