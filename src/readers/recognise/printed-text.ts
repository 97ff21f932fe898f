import { clip } from '../clip.js';

/** How a text begins that programs print for people. */
interface Print {
  readonly begins: RegExp;
  readonly reason: string;
}

/** The reason for what az CLI prints with `-o tsv`, or printed in old versions. */
export const azureText = 'az CLI text output, whose columns have no names: use -o json';

/** Patterns that look at one place only, so that hostile text costs nothing. */
const prints: readonly Print[] = [
  { begins: /^<(?:!doctype\s+html|html|head|body)\b/i, reason: 'an HTML page' },
  { begins: /^<\?xml\b/i, reason: 'an XML document' },
  { begins: /^1\s*$/, reason: azureText },
  {
    begins: /^[^\r\n]+\r?\n--[- ]*(?:\r?\n|$)/,
    reason:
      'a table printed as text, whose columns may be cut: use -o json in az CLI, Export-Csv in PowerShell',
  },
  {
    begins: /^[A-Za-z_]\w* +: [^\r\n]*\r?\n[A-Za-z_]\w* +: /,
    reason: 'a list that PowerShell printed: use Export-Csv or ConvertTo-Json',
  },
];

/** Why a text is no data but something printed; null when it may be data. */
export function printedText(text: string): string | null {
  const beginning = text.slice(0, 4096).trimStart();
  return prints.find(({ begins }) => begins.test(beginning))?.reason ?? null;
}

/** The reason for text that is nothing known: what it begins with. */
export function unknownText(text: string): string {
  const line = text
    .trimStart()
    .slice(0, 200)
    .split(/[\r\n]/, 1)[0]!
    .replace(/[\x00-\x1f\x7f]/g, ' ')
    .trim();
  return `text that is no export; it begins with "${clip(line, 60)}"`;
}
