/** A small change and what it makes of something. */
export interface Change<T> {
  /** In words, without where it is: `< becomes <=`. */
  readonly change: string;
  readonly made: T;
}

/** The changes of a list that come of changing one element of it. */
export const inList = <T>(
  list: readonly T[],
  changes: (element: T) => Iterable<Change<T>>,
): Change<readonly T[]>[] =>
  list.flatMap((element, i) =>
    [...changes(element)].map(({ change, made }) => ({ change, made: list.with(i, made) })),
  );

/** A change of a part as a change of the whole. */
export const within = <T, U>({ change, made }: Change<T>, whole: (part: T) => U): Change<U> => ({
  change,
  made: whole(made),
});
