import { dormantItem } from './dormant-item.js';
import { grantUseRevoke } from './grant-use-revoke.js';
import { logGap } from './log-gap.js';
import { newClient } from './new-client.js';
import { newOrigin } from './new-origin.js';
import { offHoursRead } from './off-hours-read.js';
import { protectionWeakened } from './protection-weakened.js';
import { rbacSwitchedOff } from './rbac-switched-off.js';
import type { SecondWriting } from './second-writing.js';
import { selfGrant } from './self-grant.js';
import { burstWritings } from './written-bursts.js';

/** The second writings by the ids of their detections. */
export const secondWritings: { readonly [id: string]: SecondWriting } = {
  ...burstWritings,
  'extended/self-grant': selfGrant,
  'extended/grant-use-revoke': grantUseRevoke,
  'extended/rbac-switched-off': rbacSwitchedOff,
  'extended/protection-weakened': protectionWeakened,
  'extended/new-origin': newOrigin,
  'extended/new-client': newClient,
  'extended/dormant-item': dormantItem,
  'extended/off-hours-read': offHoursRead,
  'extended/log-gap': logGap,
};
