/** Makes the errors of what somebody wrote, with the place where it stands. */
export interface Refusals<Field> {
  /** The error of a field that should not be there, or not like this. */
  readonly field: (field: Field, message: string) => Error;
  /** The error of a value that its field does not take: what it takes, in words. */
  readonly value: (field: Field, wanted: string) => Error;
}
