import { on } from '../../src/index.js';
import { grants } from '../normal-view/access-episodes.js';
import { allItemEvents, isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';

/** Reads, backups and uses of keys by those who were once granted access to the vault by name. */
export const usesByGranted = allItemEvents
  .where((row) => isOneOf(row.OperationName, operations.read, operations.backup, operations.use))
  .join(
    'leftsemi',
    grants.distinct('VaultKey', 'Principal'),
    on('VaultKey', { left: 'ActorObjectId', right: 'Principal' }),
  );
