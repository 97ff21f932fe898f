/** A column name as a header has it, taken apart. */
export interface HeaderName {
  readonly name: string;
  /** What the portal writes behind datetime columns in brackets, as in `TimeGenerated [UTC]`; null when there is nothing. */
  readonly zone: string | null;
}

/** Takes a column name of a portal export apart: the column's own name and the zone of its times. */
export function headerName(text: string): HeaderName {
  const bracket = text.endsWith(']') ? text.lastIndexOf(' [') : -1;
  return bracket > 0
    ? { name: text.slice(0, bracket), zone: text.slice(bracket + 2, -1) }
    : { name: text, zone: null };
}
