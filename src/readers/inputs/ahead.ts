/** The same values, each asked for while the one before is in use: for a source that makes values elsewhere, and never anew in the same place. */
export async function* ahead<Value>(values: AsyncIterable<Value>): AsyncGenerator<Value> {
  const iterator = values[Symbol.asyncIterator]();
  let next = iterator.next();
  // Whoever leaves early does not hear of an error that comes later.
  next.catch(() => {});
  try {
    for (let { done, value } = await next; done !== true; { done, value } = await next) {
      next = iterator.next();
      next.catch(() => {});
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
