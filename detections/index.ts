import type { Detection } from '../src/index.js';
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
];
