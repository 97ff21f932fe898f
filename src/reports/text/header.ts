import type { ReplayResult } from '../../findings/finding.js';
import { engine } from '../engine.js';
import { clockField } from './clock.js';
import { fieldLines } from './fields.js';
import { inputFields, inputLines } from './inputs.js';
import type { TextStyle } from './style.js';

/** What was read and which clock it was read by. */
export function* headerLines({ scan, clock }: ReplayResult, style: TextStyle): Generator<string> {
  yield style.palette.strong(`${engine.name} ${engine.version}`);
  yield '';
  yield* fieldLines([...inputFields(scan.inputs), clockField(clock)], style);
  yield '';
  yield* inputLines(scan.inputs, style);
}
