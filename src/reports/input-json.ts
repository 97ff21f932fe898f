import { formatInstant, type Instant } from '../records/instant.js';
import type { InputReport } from '../records/scan.js';

const timeJson = (at: Instant | null) => (at === null ? null : formatInstant(at));

/** An input as a plain object, its keys in the order of the contract. */
export const inputObject = ({
  path,
  shape,
  bytes,
  sha256,
  records,
  rejected,
  earliest,
  latest,
}: InputReport) => ({
  path,
  shape,
  bytes,
  sha256,
  records,
  rejected,
  earliest: timeJson(earliest),
  latest: timeJson(latest),
});
