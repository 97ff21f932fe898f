import {
  asciiLower,
  type Expression,
  extract,
  iff,
  isempty,
  op,
  strcat,
  urlDecode,
} from '../../src/index.js';
import { allOf, anyOf, firstOf } from './records.js';

type Text = Expression<'string'>;
type Test = Expression<'bool'>;

const itemForm = '(?i)^[a-z]+://[^/?#]*/([^/?#]+)/([^/?#]+)';

/** What the parts of an address name: the kind of item by its first segment. */
const itemKindOf = (segment: Text): Text =>
  firstOf(
    [
      [op(segment, 'in', ['secrets', 'deletedsecrets']), 'secret'],
      [op(segment, 'in', ['keys', 'deletedkeys']), 'key'],
      [op(segment, 'in', ['certificates', 'deletedcertificates']), 'certificate'],
      [op(segment, 'in', ['storage', 'deletedstorage']), 'storage'],
    ],
    '',
  );

/** Whether the second segment of an address is the name of no item, as for some operations. */
const namesNoItem = (operation: Text, segment: Text, name: Text, isRequest: Test): Test =>
  anyOf(
    allOf(op(operation, 'endswith_cs', 'Restore'), isRequest, op(name, '==', 'restore')),
    allOf(
      anyOf(
        op(operation, 'startswith_cs', 'CertificateContact'),
        op(operation, 'startswith_cs', 'CertificateIssuer'),
      ),
      op(segment, 'in', ['certificates', 'deletedcertificates']),
      op(name, 'in', ['contacts', 'issuers']),
    ),
  );

/** The first two segments of the path of an address, of which those of an item name its kind and itself; empty for operations on no items. */
export const segmentsOf = (isData: Test, address: Text) => ({
  Segment: iff(isData, asciiLower(extract(itemForm, 1, address)), ''),
  Segment2: iff(isData, extract(itemForm, 2, address), ''),
});

/** The item that an operation is on: `secret/db-password`, lower case, without version; empty where it names none. */
export function itemOf({
  OperationName,
  Segment,
  Segment2,
  id_s,
}: {
  readonly OperationName: Text;
  readonly Segment: Text;
  readonly Segment2: Text;
  readonly id_s: Text;
}): Text {
  const kind = itemKindOf(Segment);
  const name = asciiLower(urlDecode(Segment2));
  return firstOf(
    [
      [op(Segment2, '==', ''), ''],
      [op(kind, '==', ''), ''],
      [namesNoItem(OperationName, Segment, name, isempty(id_s)), ''],
    ],
    strcat(kind, '/', name),
  );
}
