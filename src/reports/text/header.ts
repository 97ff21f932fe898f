import type { ReplayResult } from '../../findings/finding.js';
import { engine } from '../engine.js';
import { exactTimeText } from '../time-text.js';
import { fieldLines } from './fields.js';
import { inputFields, inputLines } from './inputs.js';
import type { TextStyle } from './style.js';

/** What was read and which clock it was read by. */
export function* headerLines({ scan, clock }: ReplayResult, style: TextStyle): Generator<string> {
  const from = clock.from === 'option' ? 'as --now says' : 'the newest record';
  yield style.palette.strong(`${engine.name} ${engine.version}`);
  yield '';
  yield* fieldLines([...inputFields(scan.inputs), ['Clock', `${exactTimeText(clock.now)}, ${from}`]], style);
  yield '';
  yield* inputLines(scan.inputs, style);
}
