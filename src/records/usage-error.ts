/** The user's mistake: one line that says what to do. The command line prints it and leaves with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
