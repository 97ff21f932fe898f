/** The path of an input as a sentence or a report for people names it: `stdin` for standard input, which is `-` elsewhere. */
export const shownPath = (path: string): string => (path === '-' ? 'stdin' : path);
