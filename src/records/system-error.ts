/** Whether an error is the operating system's refusal, not a fault of ours. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

const words: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['ENOTDIR', 'no such file or folder'],
  ['EISDIR', 'a folder, not a file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ELOOP', 'a link that leads in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EIO', 'the disk or network failed (EIO)'],
  ['EMFILE', 'too many open files'],
]);

/** Why the operating system refused, in words. Throws the error again when it is not the system's. */
export function refusal(error: unknown): string {
  if (!isSystemError(error)) throw error;
  return words.get(error.code ?? '') ?? error.message;
}
