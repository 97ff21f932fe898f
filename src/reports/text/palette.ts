/** Gives a text one look. */
export type Paint = (text: string) => string;

/** The looks of a report for people. */
export interface Palette {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly high: Paint;
  readonly medium: Paint;
  readonly low: Paint;
  readonly informational: Paint;
}

const sgr =
  (on: string, off: string): Paint =>
  (text) =>
    `\u001b[${on}m${text}\u001b[${off}m`;

/** Looks by the sixteen colours that every terminal has. */
export const coloured: Palette = {
  strong: sgr('1', '22'),
  faint: sgr('2', '22'),
  high: sgr('1;31', '22;39'),
  medium: sgr('33', '39'),
  low: sgr('36', '39'),
  informational: sgr('2', '22'),
};

const asIs: Paint = (text) => text;

/** No looks: bare text. */
export const colourless: Palette = {
  strong: asIs,
  faint: asIs,
  high: asIs,
  medium: asIs,
  low: asIs,
  informational: asIs,
};
