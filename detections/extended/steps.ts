import { type Expression, iff, op } from '../../src/index.js';
import { byActor } from '../hardened/hardening.js';

type Text = Expression<'string'>;

/** Whose doing a step of a vault's settings is: nobody's that is known where it was first seen when somebody read the settings. */
export function actorOfStep(row: {
  readonly OperationName: Text;
  readonly Actor: Text;
  readonly ActorType: Text;
  readonly ActorObjectId: Text;
  readonly AppId: Text;
}) {
  const isRead = op(row.OperationName, '==', 'VaultGet');
  return {
    Actor: iff(isRead, '', row.Actor),
    ActorType: iff(isRead, '', row.ActorType),
    ActorObjectId: iff(isRead, '', row.ActorObjectId),
    AppId: iff(isRead, '', row.AppId),
  };
}

/** Who made a step, as a sentence names it. */
export const byWhom = (row: { readonly OperationName: string; readonly Actor: string }): string =>
  row.OperationName === 'VaultGet' ? 'by a change that is not in the log' : byActor(row.Actor);
