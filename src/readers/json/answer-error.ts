import { ownField } from '../kinds/record-fields.js';

const words = ['code', 'Code', 'message', 'Message', '@message'];
const inner = ['error', 'innererror', 'Innererror'];

/** What an answer of a query API says of an error, or of the first of several: codes and messages from the outer to the inner. */
export function answerError(error: unknown): string {
  const said: string[] = [];
  let at: unknown = Array.isArray(error) ? error[0] : error;
  // No answer goes deeper.
  for (let depth = 0; depth < 8 && typeof at === 'object' && at !== null; depth++) {
    const fields = at as Readonly<Record<string, unknown>>;
    said.push(...words.map((name) => ownField(fields, name)).filter((word) => typeof word === 'string'));
    at = inner.map((name) => ownField(fields, name)).find((field) => field !== undefined);
  }
  if (typeof at === 'string') said.push(at);
  const line = said.join(': ').slice(0, 1000).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line || 'the answer does not say why';
}
