import { protectionWeakened } from './protection-weakened.js';
import { rbacSwitchedOff } from './rbac-switched-off.js';
import type { SecondWriting } from './second-writing.js';

/** The second writings by the ids of their detections. */
export const secondWritings: { readonly [id: string]: SecondWriting } = {
  'extended/rbac-switched-off': rbacSwitchedOff,
  'extended/protection-weakened': protectionWeakened,
};
