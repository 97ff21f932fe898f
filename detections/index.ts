import type { Detection } from '../src/index.js';
import backupRestoreExport from './extended/backup-restore-export.js';
import deleteThenPurge from './extended/delete-then-purge.js';
import deniedBurst from './extended/denied-burst.js';
import dormantItem from './extended/dormant-item.js';
import grantUseRevoke from './extended/grant-use-revoke.js';
import listThenRead from './extended/list-then-read.js';
import logGap from './extended/log-gap.js';
import massRead from './extended/mass-read.js';
import newClient from './extended/new-client.js';
import newOrigin from './extended/new-origin.js';
import offHoursRead from './extended/off-hours-read.js';
import protectionWeakened from './extended/protection-weakened.js';
import rbacSwitchedOff from './extended/rbac-switched-off.js';
import selfGrant from './extended/self-grant.js';
import vaultSweep from './extended/vault-sweep.js';
import hardenedAccessAddedThenRemoved from './hardened/access-added-then-removed.js';
import hardenedAccessPolicyAdded from './hardened/access-policy-added.js';
import hardenedDestructiveOperations from './hardened/destructive-operations.js';
import hardenedFirewallAllowAll from './hardened/firewall-allow-all.js';
import hardenedFirewallIpAdded from './hardened/firewall-ip-added.js';
import hardenedNewAppAccess from './hardened/new-app-access.js';
import hardenedNewUserAccess from './hardened/new-user-access.js';
import { onRequest } from './hardened/on-request.js';
import accessAddedThenRemoved from './published/access-added-then-removed.js';
import accessPolicyAdded from './published/access-policy-added.js';
import destructiveOperations from './published/destructive-operations.js';
import firewallAllowAll from './published/firewall-allow-all.js';
import firewallIpAdded from './published/firewall-ip-added.js';
import newAppAccess from './published/new-app-access.js';
import newUserAccess from './published/new-user-access.js';

/** Every detection, in report order. */
export const detections: readonly Detection[] = [
  firewallAllowAll,
  firewallIpAdded,
  accessPolicyAdded,
  accessAddedThenRemoved,
  newUserAccess,
  newAppAccess,
  destructiveOperations,
  ...[
    hardenedFirewallAllowAll,
    hardenedFirewallIpAdded,
    hardenedAccessPolicyAdded,
    hardenedAccessAddedThenRemoved,
    hardenedNewUserAccess,
    hardenedNewAppAccess,
    hardenedDestructiveOperations,
    listThenRead,
    massRead,
    selfGrant,
    grantUseRevoke,
    rbacSwitchedOff,
    protectionWeakened,
    deleteThenPurge,
    deniedBurst,
    vaultSweep,
    newOrigin,
    newClient,
    backupRestoreExport,
    dormantItem,
    offHoursRead,
    logGap,
  ].map(onRequest),
];
