/** The beginning of a raw cell, quoted, for a message. */
export function excerpt(raw: unknown): string {
  const text = JSON.stringify(typeof raw === 'string' ? raw.slice(0, 60) : raw) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
