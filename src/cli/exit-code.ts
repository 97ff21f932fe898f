/** How a command ends: what the process returns, whatever the format of the report. */
export const exitCode = {
  /** It ran, and nothing reached `--fail-on`. */
  ran: 0,
  /** A finding reached `--fail-on`, or a test failed. */
  failOn: 1,
  /** Wrong usage, an input that cannot be read, a broken test, or trouble with the data under `--strict`. */
  usage: 2,
  /** Our own fault. */
  fault: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
