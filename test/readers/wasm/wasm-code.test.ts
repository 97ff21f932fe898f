import { expect, test } from 'vitest';
import { i32, Locals, moduleOf } from '../../../src/readers/wasm/wasm-code.js';

/** What a function gives that is nothing but this code. */
function run(code: readonly number[]): number {
  const { WebAssembly } = globalThis as unknown as {
    readonly WebAssembly: {
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: { readonly run: () => number } };
    };
  };
  const module = new WebAssembly.Module(moduleOf(0, new Locals(), code, 1));
  return new WebAssembly.Instance(module).exports.run();
}

test.each([
  0,
  1,
  -1,
  63,
  64,
  127,
  128,
  -64,
  -65,
  8191,
  8192,
  -8193,
  1_000_000,
  2 ** 31 - 1,
  -(2 ** 31),
])('the number %d is written as WebAssembly reads it', (value) => {
  expect(run(i32.const(value))).toBe(value);
});

test('code reads like the operation that it does', () => {
  expect(run(i32.add(i32.const(40), i32.shl(i32.const(1), i32.const(1))))).toBe(42);
});

test('variables of every number have places of their own', () => {
  const locals = new Locals();
  const many = Array.from({ length: 200 }, () => locals.add('i32'));
  const places = many.map(({ get }) => get.join());
  expect(new Set(places).size).toBe(200);
});
