/** Whether a JSON value nests deeper than a number of levels. Itself goes no deeper. */
export function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((element) => nestsDeeper(element, levels - 1));
  const record = value as Readonly<Record<string, unknown>>;
  for (const name in record) {
    const field = record[name];
    if (typeof field === 'object' && nestsDeeper(field, levels - 1)) return true;
  }
  return false;
}
