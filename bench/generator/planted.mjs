// Rows placed on purpose: changes of vaults, and accesses at the exact ends of the time windows.

import { BASELINE, DAY, END, HOUR, LAST_DAY, MILLISECOND, MINUTE, SECOND, timeAt } from './clock.mjs';
import { Random } from './random.mjs';
import { EDGE_APPS, EDGE_USERS, LAST_DAY_APPS, LAST_DAY_USERS, SERVICES, VAULTS } from './world.mjs';

const permissions = {
  keys: ['["get","list"]', '["Get","List","UnwrapKey","WrapKey"]', '[]', '["all"]'],
  secrets: ['["Get","List"]', '["get"]', '["Get","List","Set","Delete","Backup"]', '[]'],
  certificates: ['["Get"]', '["get","list","import"]', '[]'],
};

function policy(r, prefix, objectId, more = {}) {
  const row = { [`${prefix}_ObjectId_g`]: objectId, ...more };
  const names = ['keys', 'secrets', 'certificates'].filter(() => r.chance(0.6));
  for (const name of names.length ? names : ['secrets'])
    row[`${prefix}_Permissions_${name}_s`] = r.pick(permissions[name]);
  return row;
}

/** How long after the addition the removal comes; a minus sign: before. The limit of the published query is 10 minutes. */
const removedAfter = [
  5 * MINUTE,
  10 * MINUTE - 1,
  10 * MINUTE,
  10 * MINUTE + 1,
  -3 * MINUTE,
  45 * MINUTE,
  5e6,
  -(10 * MINUTE - 1),
  -10 * MINUTE,
  10 * MINUTE - MILLISECOND,
  6 * HOUR,
  12345678,
];

/** Makes world.flips (for aclAt) and gives the list of planted events. */
export function plant(seed, rows, world) {
  const r = new Random(seed, 2);
  const events = [];
  const admins = world.users.slice(0, 60),
    pipelines = world.apps.slice(20, 30);
  const principals = [...world.users.slice(0, 100), ...world.apps.slice(SERVICES, 60)];
  const actor = () => (r.chance(0.85) ? r.pick(admins) : r.pick(pipelines));
  const count = (share, least) => Math.max(least, Math.round(rows * share));
  // Two VaultPatch rows of one vault never share a millisecond: the latest one is always unambiguous.
  const taken = Array.from({ length: VAULTS }, () => new Set());
  const free = (vault, ...times) => {
    const milliseconds = times.map((when) => Math.floor(when / MILLISECOND));
    if (milliseconds.some((millisecond) => taken[vault.index].has(millisecond))) return false;
    for (const millisecond of milliseconds) taken[vault.index].add(millisecond);
    return true;
  };
  const inside = () => Math.min(END - 7 * HOUR, Math.max(7 * HOUR, timeAt(r.next()) + r.below(SECOND)));
  const patch = (when, vault, caller, columns = {}) => {
    const status = r.chance(0.02) ? r.pick([403, 409]) : 200;
    events.push({
      when,
      vault,
      caller,
      operation: 'VaultPatch',
      status,
      columns: r.chance(0.03) ? { ...columns, ResultType: 'Failed' } : columns,
    });
  };
  const patches = (number, columns) => {
    for (let left = number; left > 0; ) {
      const when = inside(),
        vault = world.vaults[r.skewed(VAULTS)];
      if (free(vault, when)) {
        patch(when, vault, actor(), columns?.());
        left--;
      }
    }
  };

  // Firewalls: by sixths no rule at all, always Deny, always Allow, and three that flip.
  world.flips = world.vaults.map((vault) => {
    const kind = vault.index % 6;
    if (kind === 0) return [];
    const flips = [{ when: -Infinity, acl: kind === 1 || kind > 3 ? 'Deny' : 'Allow' }];
    for (let left = kind < 3 ? 0 : 2 + Math.min(10, Math.floor(rows / 30000)); left > 0; ) {
      const when = inside();
      if (free(vault, when)) {
        flips.push({ when });
        left--;
      }
    }
    flips.sort((a, b) => a.when - b.when);
    for (let i = 1; i < flips.length; i++) {
      flips[i].acl = flips[i - 1].acl === 'Deny' ? 'Allow' : 'Deny';
      patch(flips[i].when, vault, actor());
    }
    return flips;
  });

  patches(count(0.006, 20));
  patches(count(0.003, 10), () =>
    policy(r, 'addedAccessPolicy', r.pick(principals).oid, { addedAccessPolicy_TenantId_g: world.tenant }),
  );
  patches(count(0.002, 8), () => policy(r, 'removedAccessPolicy', r.pick(principals).oid));
  patches(count(0.0015, 6), () => ({
    addedIpRule_Value_s: r.chance(0.5) ? `198.51.100.${r.below(256)}/32` : `203.0.113.${16 * r.below(16)}/28`,
  }));
  // Nothing granted; granted to nobody named; one policy put in the place of another.
  patches(count(0.0002, 2), () => ({
    addedAccessPolicy_TenantId_g: world.tenant,
    addedAccessPolicy_ObjectId_g: r.pick(principals).oid,
  }));
  patches(count(0.0002, 2), () => ({ addedAccessPolicy_Permissions_secrets_s: '["Get"]' }));
  patches(count(0.0002, 2), () => ({
    ...policy(r, 'addedAccessPolicy', r.pick(principals).oid),
    ...policy(r, 'removedAccessPolicy', r.pick(principals).oid),
  }));
  for (let i = 0, pairs = count(0.001, removedAfter.length); i < pairs; ) {
    const vault = world.vaults[r.skewed(VAULTS)],
      principal = r.pick(principals),
      caller = actor();
    const addedAt = i % 2 ? inside() : Math.floor(inside() / SECOND) * SECOND,
      removedAt = addedAt + removedAfter[i % removedAfter.length];
    if (!free(vault, addedAt, removedAt)) continue;
    patch(
      addedAt,
      vault,
      caller,
      policy(r, 'addedAccessPolicy', principal.oid, { addedAccessPolicy_TenantId_g: world.tenant }),
    );
    patch(
      removedAt,
      vault,
      caller,
      policy(r, 'removedAccessPolicy', i % 5 === 4 ? r.pick(principals).oid : principal.oid),
    );
    i++;
  }

  // The exact ends of the windows of 30 days and of one day before the newest record.
  const at = (
    when,
    operation,
    caller,
    vault = world.vaults[caller.vaults[0]],
    columns = { ResultType: 'Success' },
  ) => events.push({ when, vault, caller, operation, status: 200, columns });
  const recent = () => LAST_DAY + MINUTE + r.below(20 * 60) * MINUTE + r.below(MINUTE);
  const [atThirtyDays, beforeThirtyDays, atOneDay, afterOneDay, otherOperation, otherResult] =
    world.apps.slice(EDGE_APPS, LAST_DAY_APPS);
  at(BASELINE, 'KeyGet', atThirtyDays);
  at(BASELINE - 1, 'KeyGet', beforeThirtyDays);
  at(LAST_DAY, 'SecretGet', atOneDay);
  at(LAST_DAY + 1, 'SecretGet', afterOneDay);
  at(10 * DAY + r.below(DAY), 'KeySign', otherOperation);
  at(10 * DAY + r.below(DAY), 'SecretGet', otherResult, undefined, { ResultType: 'Unauthorized' });
  for (const app of [atThirtyDays, beforeThirtyDays, atOneDay, otherOperation, otherResult])
    at(recent(), 'SecretGet', app);
  const [userAtOneDay, userAfterOneDay, userChanging, userOfTwoVaults] = world.users.slice(
    EDGE_USERS,
    LAST_DAY_USERS,
  );
  at(LAST_DAY, 'VaultGet', userAtOneDay);
  at(recent(), 'VaultPut', userAtOneDay);
  at(LAST_DAY + 1, 'VaultGet', userAfterOneDay);
  at(recent(), 'VaultPut', userChanging);
  at(recent(), 'VaultGet', userOfTwoVaults, world.vaults[1]);
  at(recent(), 'VaultPut', userOfTwoVaults, world.vaults[2]);
  // Somebody new on the last day, who looks around, takes a secret and hides the traces.
  const [newUser] = world.users.slice(LAST_DAY_USERS),
    [newApp] = world.apps.slice(LAST_DAY_APPS);
  for (const operation of [
    'VaultGet',
    'SecretList',
    'SecretGet',
    'SecretBackup',
    'SecretDelete',
    'SecretPurge',
  ])
    at(recent(), operation, newUser);
  for (const operation of ['SecretGet', 'KeyGet', 'KeyBackup']) at(recent(), operation, newApp);
  for (let i = count(0.00002, 1); i > 0; i--)
    at(inside(), 'VaultDelete', r.pick(admins), r.pick(world.vaults));
  at(END, 'VaultGet', world.users[0]); // the newest record
  return events.sort((a, b) => a.when - b.when);
}
