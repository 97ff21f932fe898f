/** The beginning of a text, with an ellipsis when more follows. */
export const clip = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
