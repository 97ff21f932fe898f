import {
  asciiLower,
  caseOf,
  coalesce,
  dynamic,
  type Expression,
  inside,
  isempty,
  isnotempty,
  isnotnull,
  now,
  op,
  tostring,
  trimmed,
} from '../../src/index.js';
import { dataOperations, knownOperations } from './operations.js';
import { table } from './reading.js';

type Text = Expression<'string'>;

const spellings = dynamic(Object.fromEntries(knownOperations.map((name) => [name.toLowerCase(), name])));

/** An operation without blanks around it; one that is known as Azure spells it. */
export const operationOf = (name: Text): Text =>
  caseOf(
    [[op(name, 'in', knownOperations as readonly string[]), name]],
    coalesce(tostring(inside(spellings, asciiLower(trimmed(name)) as never)), trimmed(name)),
  );

/** The beginnings of operations on what a vault holds. */
const dataPrefixes = ['Secret', 'Key', 'Certificate', 'Storage', 'Sas'] as const;

/** The disjunction of conditions. */
export const anyOf = (first: Expression<'bool'>, ...others: readonly Expression<'bool'>[]) =>
  others.reduce((left, right) => op(left, 'or', right), first);

/** The conjunction of conditions. */
export const allOf = (first: Expression<'bool'>, ...others: readonly Expression<'bool'>[]) =>
  others.reduce((left, right) => op(left, 'and', right), first);

/** The text of the first condition that is true, else the last. */
export const firstOf = (
  cases: readonly (readonly [Expression<'bool'>, Text | string])[],
  otherwise: Text | string,
): Text => (cases.length === 0 ? tostring(otherwise) : caseOf(cases, otherwise));

const beginsWith = (name: Text, prefixes: readonly [string, ...string[]]) => {
  const [first, ...others] = prefixes.map((prefix) => op(name, 'startswith_cs', prefix));
  return anyOf(first!, ...others);
};

/** Whether an operation is one on items of a vault. */
export const isDataOperation = (name: Text): Expression<'bool'> =>
  anyOf(
    op(name, 'in', dataOperations),
    allOf(beginsWith(name, dataPrefixes), op(name, '!endswith_cs', 'EventGridNotification')),
  );

/** Whether a text is one of a word's spellings, which differ in letter case; the usual one is tried first. */
const isWord = (text: Text, word: string) => anyOf(op(text, '==', word), op(text, '=~', word));

/**
 * The kept records: audit events of vaults with a time that is not later than the clock. Those of Managed HSM and of other services are
 * left out, whichever of category, provider, resource id and type the export still has.
 */
export const keptRecords = table
  .where((row) => isnotnull(row.TimeGenerated))
  .where((row) => op(row.TimeGenerated, '<=', now()))
  .where((row) =>
    allOf(
      anyOf(isWord(row.ResourceProvider, 'MICROSOFT.KEYVAULT'), isempty(row.ResourceProvider)),
      anyOf(isWord(row.ResourceType, 'VAULTS'), isempty(row.ResourceType)),
      anyOf(isWord(row.Category, 'AuditEvent'), isempty(row.Category)),
    ),
  )
  .where((row) => {
    const id = coalesce(row._ResourceId, row.ResourceId);
    const byName = allOf(
      isempty(id),
      isnotempty(row.ResourceType),
      beginsWith(operationOf(row.OperationName), ['Vault', 'Secret', 'Key', 'Certificate', 'Authentication']),
    );
    return anyOf(isnotempty(row.ResourceProvider), op(id, 'contains', '/microsoft.keyvault/vaults/'), byName);
  });
