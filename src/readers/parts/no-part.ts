/** Thrown where a part does not show how it is to be read: it ends inside a record, or what stands before it decides. */
export class NoPart extends Error {
  override readonly name = 'NoPart';
}
