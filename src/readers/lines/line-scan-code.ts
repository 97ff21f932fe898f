import {
  type Code,
  either,
  giveBack,
  i32,
  Locals,
  moduleOf,
  v128,
  when,
  whileTrue,
} from '../wasm/wasm-code.js';
import { fieldWords, scanLayout, stepWords } from './line-scan-layout.js';
import { valueCode } from './value-code.js';
import { array, number } from './value-kinds.js';

const openObject = 123;

const locals = new Locals();
const word = () => locals.add('i32');

// The parameters.
const [at, end, field, line] = [word(), word(), word(), word()];
/** The step that is tried, the one tried before it, whether it fits, and the field it leads to. */
const [step, before, fits, next] = [word(), word(), word(), word()];
/** Pattern and place that are compared; what is met. */
const [pattern, place, met] = [word(), word(), word()];
/** How many values, and how many in doubt, were noted so far, in bytes of a list. */
const [noted, doubted] = [word(), word()];
const value = valueCode(locals, at, end);

const n = i32.const;
const { load } = i32;
const is = (one: Code, other: number): Code => i32.equal(one, n(other));
const fail = giveBack(n(-1));

/** Steps differ in their last bytes more than in their first. */
const compare: readonly Code[] = [
  pattern.set(i32.add(step.get, n(stepWords.size))),
  place.set(i32.sub(place.get, n(16))),
  fits.set(n(1)),
  whileTrue(
    i32.and(fits.get, i32.less(pattern.get, load(step.get, stepWords.patternsEnd))),
    fits.set(
      i32.is0(
        v128.isNot0(
          v128.and(v128.xor(v128.load(place.get, 0), v128.load(pattern.get, 0)), v128.load(pattern.get, 16)),
        ),
      ),
    ),
    pattern.set(i32.add(pattern.get, n(32))),
    place.set(i32.sub(place.get, n(16))),
  ),
];

/** Finds the step behind the value at hand that fits; what fits comes to stand in front. */
const findStep: readonly Code[] = [
  step.set(load(field.get, fieldWords.step)),
  before.set(n(0)),
  fits.set(n(0)),
  whileTrue(
    i32.is0(fits.get),
    when(i32.is0(step.get), fail),
    place.set(i32.add(at.get, load(step.get, stepWords.length))),
    next.set(load(step.get, stepWords.field)),
    either(
      next.get,
      // Into an object another step leads, which is longer.
      [fits.set(i32.and(i32.less(place.get, end.get), i32.is0(is(i32.loadByte(place.get, 0), openObject))))],
      [fits.set(i32.equal(place.get, end.get))],
    ),
    when(fits.get, ...compare),
    when(i32.is0(fits.get), before.set(step.get), step.set(load(step.get, stepWords.next))),
  ),
  when(
    before.get,
    i32.store(before.get, stepWords.next, load(step.get, stepWords.next)),
    i32.store(step.get, stepWords.next, load(field.get, fieldWords.step)),
    i32.store(field.get, fieldWords.step, step.get),
  ),
  at.set(i32.add(at.get, load(step.get, stepWords.length))),
];

/** Which of two values counts is for others to say. */
const meetOnce: readonly Code[] = [
  met.set(load(step.get, stepWords.patternsEnd)),
  whileTrue(
    i32.less(met.get, load(step.get, stepWords.metEnd)),
    field.set(load(met.get, 0)),
    when(i32.equal(load(field.get, fieldWords.metIn), line.get), fail),
    i32.store(field.get, fieldWords.metIn, line.get),
    met.set(i32.add(met.get, n(4))),
  ),
  field.set(next.get),
];

const noteValue: readonly Code[] = [
  when(
    i32.is0(i32.and(load(field.get, fieldWords.unasked), i32.shl(n(1), value.kind.get))),
    i32.store(noted.get, scanLayout.abouts, load(field.get, fieldWords.about)),
    i32.store(noted.get, scanLayout.kinds, value.kind.get),
    i32.store(noted.get, scanLayout.from, value.from.get),
    i32.store(noted.get, scanLayout.to, value.to.get),
    noted.set(i32.add(noted.get, n(4))),
  ),
  when(
    i32.or(is(value.kind.get, number), is(value.kind.get, array)),
    i32.store(doubted.get, scanLayout.doubtsFrom, value.from.get),
    i32.store(doubted.get, scanLayout.doubtsTo, value.to.get),
    doubted.set(i32.add(doubted.get, n(4))),
  ),
];

const walk: readonly Code[] = [
  ...findStep,
  ...meetOnce,
  whileTrue(field.get, value.read, ...noteValue, ...findStep, ...meetOnce),
  // Both are numbers of words: the one in the upper half, the other in the lower.
  i32.or(i32.shl(doubted.get, n(14)), i32.shrUnsigned(noted.get, n(2))),
];

/**
 * A WebAssembly module that walks over the values of a line on known ways. `run(from, end, field, line)` walks from step to step, behind the
 * field whose steps lead to first values, over the bytes between two addresses; `line` is a number that no line had before.
 * It gives how many values it noted, and in the upper half how many are in doubt; -1 where it leaves the known ways.
 */
export const lineScanModule = (pages: number): Uint8Array => moduleOf(4, locals, walk.flat(), pages);
