// Runs in Node's own loader: lets detections in any folder import this package by its name.
let addresses: ReadonlyMap<string, string> = new Map();

/** Takes the addresses of modules by the names that detections import them under. */
export function initialize(given: readonly (readonly [name: string, address: string])[]): void {
  addresses = new Map(given);
}

/** Node's hook for finding a module. */
export function resolve(
  name: string,
  context: unknown,
  next: (name: string, context: unknown) => unknown,
): unknown {
  const url = addresses.get(name);
  return url === undefined ? next(name, context) : { url, shortCircuit: true };
}
