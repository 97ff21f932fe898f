import type { Input } from '../input.js';
import type { RecordEmitter } from '../record-emitter.js';
import type { Place } from './json-place.js';
import { type JsonFaults, JsonWalker } from './json-walker.js';

/** Reads the JSON documents of an input, one after the other, and takes the values at the places of `root`. */
export async function readJson(input: Input, root: Place, faults: JsonFaults): Promise<void> {
  const walker = new JsonWalker(root, faults);
  for await (const chunk of input.content()) walker.write(chunk);
  walker.end();
}

/** Tells an emitter of an input's faults. */
export const jsonFaults = (emitter: RecordEmitter): JsonFaults => ({
  reject: (line, detail) => emitter.reject(line, detail),
  cut: (line) => emitter.trouble('cut-file', line, 'the JSON ends before its end; records may be missing'),
});

/** For a second reading of an input whose faults are told already. */
export const faultsToldBefore: JsonFaults = { reject() {}, cut() {} };
