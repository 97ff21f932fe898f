// The log: planted rows first, then everyday activity in ascending order of time. Row k depends on the seed, k and
// the number of rows only, so it can be made alone and in any order.

import { LAST_DAY, timeAt } from './clock.mjs';
import { plant } from './planted.mjs';
import { Random } from './random.mjs';
import { challengeRow, dataRow, managementRow, otherRow } from './rows.mjs';
import {
  APPS,
  EDGE_APPS,
  EDGE_USERS,
  LAST_DAY_APPS,
  LAST_DAY_USERS,
  makeWorld,
  SERVICES,
  USERS,
  VAULTS,
} from './world.mjs';

const weighted = (weights) => Object.entries(weights).flatMap(([name, weight]) => Array(weight).fill(name));
const appOperations = weighted({
  SecretGet: 520,
  KeyGet: 60,
  KeyUnwrap: 80,
  KeyWrap: 40,
  KeyDecrypt: 60,
  KeySign: 50,
  KeyVerify: 10,
  CertificateGet: 50,
  SecretList: 60,
  SecretListVersions: 20,
  SecretSet: 20,
  KeyEncrypt: 10,
  CertificateList: 10,
  KeyList: 10,
});
const userOperations = weighted({
  SecretGet: 300,
  SecretList: 250,
  KeyList: 80,
  KeyGet: 60,
  CertificateList: 80,
  CertificateGet: 40,
  SecretSet: 50,
  SecretUpdate: 20,
  SecretListVersions: 60,
  KeyCreate: 10,
  CertificateImport: 10,
  CertificateCreate: 5,
  KeyUpdate: 5,
  KeyListDeleted: 5,
  CertificateListDeleted: 5,
});
const destructive = weighted({
  SecretDelete: 30,
  KeyDelete: 10,
  SecretPurge: 8,
  KeyPurge: 5,
  SecretBackup: 10,
  KeyBackup: 10,
  SecretListDeleted: 20,
  CertificateDelete: 5,
  CertificatePurge: 3,
  CertificateBackup: 2,
  SecretRecover: 3,
});

function everydayRow(r, world, when) {
  if (r.chance(0.1)) return otherRow(r, world, when);
  const plane = r.below(1000),
    lastDay = when > LAST_DAY,
    newcomer = lastDay && r.chance(0.02);
  const user =
    world.users[newcomer ? LAST_DAY_USERS + r.below(USERS - LAST_DAY_USERS) : r.skewed(EDGE_USERS)];
  const app =
    world.apps[
      newcomer ? LAST_DAY_APPS + r.below(APPS - LAST_DAY_APPS) : SERVICES + r.skewed(EDGE_APPS - SERVICES)
    ];
  const home = (caller) => world.vaults[r.chance(0.002) ? r.below(VAULTS) : r.pick(caller.vaults)];
  if (plane < 120) return challengeRow(r, world, when, home(app));
  if (plane < 230)
    return managementRow(
      r,
      world,
      when,
      world.vaults[r.below(VAULTS)],
      world.apps[r.below(SERVICES)],
      'VaultGet',
      200,
    );
  if (plane < 290) return managementRow(r, world, when, home(user), user, 'VaultGet', 200);
  if (plane < 293) return managementRow(r, world, when, home(user), user, 'VaultPut', 200);
  const caller = plane < 750 ? app : user;
  const operation = r.chance(caller.kind === 'app' ? 0.002 : 0.015)
    ? r.pick(destructive)
    : r.pick(caller.kind === 'app' ? appOperations : userOperations);
  const luck = r.below(1000);
  const status =
    luck < 900 ? 200 : luck < 940 ? 403 : luck < 980 ? 404 : luck < 988 ? 401 : luck < 995 ? 409 : 400;
  return dataRow(r, world, when, home(caller), caller, operation, status);
}

/** Fewer rows could not hold what is planted. */
export const LEAST_ROWS = 500;

/** The log: `size` rows, planted ones first; times in ticks since startAt. */
export function makeLog({ seed, rows }) {
  const world = makeWorld(seed);
  const planted = plant(seed, rows, world);
  const everyday = rows - planted.length;
  // One row in a thousand is delivered twice.
  const source = (i) => (i % 1000 === 999 ? i - 1 : i);
  const whenOf = (i) => timeAt((i + 0.1 + 0.8 * new Random(seed, 3, i).next()) / everyday);
  return {
    size: rows,
    planted: planted.length,
    ticksOf: (k) => (k < planted.length ? planted[k].when : whenOf(source(k - planted.length))),
    rowAt(k) {
      if (k >= planted.length) {
        const i = source(k - planted.length);
        return everydayRow(new Random(seed, 4, i), world, whenOf(i));
      }
      const { when, vault, caller, operation, status, columns } = planted[k];
      const row = (operation.startsWith('Vault') ? managementRow : dataRow)(
        new Random(seed, 5, k),
        world,
        when,
        vault,
        caller,
        operation,
        status,
      );
      return Object.assign(row, columns);
    },
  };
}

/** Row numbers in the order wanted: asc and desc by time, or shuffled. */
export function inOrder(log, order, seed) {
  const numbers = new Uint32Array(log.size);
  if (order === 'shuffled') {
    const r = new Random(seed, 6);
    for (let k = 0; k < log.size; k++) numbers[k] = k;
    for (let k = log.size - 1; k > 0; k--) {
      const other = r.below(k + 1);
      [numbers[k], numbers[other]] = [numbers[other], numbers[k]];
    }
    return numbers;
  }
  // Planted and everyday rows both ascend in time: merge them.
  for (let at = 0, placed = 0, everyday = log.planted; at < log.size; at++) {
    const takePlanted =
      placed < log.planted && (everyday === log.size || log.ticksOf(placed) <= log.ticksOf(everyday));
    numbers[at] = takePlanted ? placed++ : everyday++;
  }
  return order === 'desc' ? numbers.reverse() : numbers;
}
