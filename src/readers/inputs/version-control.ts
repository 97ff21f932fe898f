const folders: ReadonlySet<string> = new Set(['.git', '.hg', '.svn']);

/** Whether a folder of this name holds a version control's own files, which are never exports. */
export const isVersionControl = (name: string): boolean => folders.has(name);
