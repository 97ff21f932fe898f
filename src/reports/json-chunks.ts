/** A JSON object in chunks, one key a line; values are JSON already and may come in chunks. */
export function* jsonObject(
  members: Iterable<readonly [key: string, value: Iterable<string>]>,
): Generator<string> {
  let separator = '{\n';
  for (const [key, value] of members) {
    yield `${separator}  ${JSON.stringify(key)}: `;
    yield* value;
    separator = ',\n';
  }
  yield '\n}\n';
}

/** A JSON array in chunks, one element a line below `indent`; elements are JSON already and may come in chunks. */
export function* jsonList(indent: string, elements: Iterable<Iterable<string>>): Generator<string> {
  let separator = `[\n${indent}  `;
  let empty = true;
  for (const element of elements) {
    yield separator;
    yield* element;
    separator = `,\n${indent}  `;
    empty = false;
  }
  yield empty ? '[]' : `\n${indent}]`;
}

/** A member of `jsonObject` that lists plain values, one a line. */
export const jsonLines = (values: Iterable<unknown>): Generator<string> => jsonList('  ', lines(values));

function* lines(values: Iterable<unknown>): Generator<[string]> {
  for (const value of values) yield [JSON.stringify(value)];
}
