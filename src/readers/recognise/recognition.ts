import type { RowKind, Shape } from '../reader.js';

/** What an input is: an export of ours, or the reason why it is left out, as it reads behind "left out: ". */
export type Recognition =
  | { readonly shape: Shape; readonly kind: RowKind }
  | { readonly shape?: never; readonly reason: string };
