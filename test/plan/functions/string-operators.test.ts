import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { called, dynamic, long, text } from '../called.js';

const has = (value: string, sought: string) => called('has', text(value), text(sought));

describe('letter case', () => {
  test.each([
    ['=~', 'VAULTS', 'vaults'],
    ['has', 'the VAULT is', 'vault'],
    ['contains', 'myVAULTs', 'vault'],
    ['startswith', 'VAULTS', 'vault'],
    ['endswith', 'MyVAULT', 'vault'],
    ['hasprefix', 'VAULTS', 'vault'],
    ['hassuffix', 'myVAULT', 'vault'],
  ])('%s does not see it, %s is like %s', (operator, value, sought) => {
    expect(called(operator, text(value), text(sought))).toBe(true);
    if (operator === '=~') return;
    expect(called(`${operator}_cs`, text(value), text(sought))).toBe(false);
    expect(called(`!${operator}`, text(value), text(sought))).toBe(false);
    expect(called(`!${operator}_cs`, text(value), text(sought))).toBe(true);
  });

  test('only A to Z fold', () => {
    // The Kelvin sign, the dotted capital I and other letters are no ASCII.
    expect(called('=~', text('\u212a'), text('k'))).toBe(false);
    expect(called('=~', text('\u0130'), text('i\u0307'))).toBe(false);
    expect(called('contains', text('\u212aEY'), text('key'))).toBe(false);
    expect(called('=~', text('ÄRGER'), text('ärger'))).toBe(false);
    expect(called('=~', text('Ärger'), text('ÄRGER'))).toBe(true);
    expect(called('!~', text('ÄRGER'), text('ärger'))).toBe(true);
  });
});

describe('has', () => {
  test.each([
    ['North America', 'america', true],
    ['North America', 'amer', false],
    ['North America', 'merica', false],
    ['vault-prod-01', 'prod', true],
    ['vault_prod_01', 'prod', true],
    ['vaultprod01', 'prod', false],
    ['a.b', 'a.b', true],
    ['xa.b', 'a.b', false],
    ['a.bx', 'a.b', false],
    ['aaa aa', 'aa', true],
    ['größe', 'gr', false],
    ['日本語', '日本', false],
    ['x\u{1f511}key', 'key', true],
    ['\u{1d400}key', 'key', false],
    ['key\u{1d400}', 'key', false],
    ['anything', '', true],
    ['', 'x', false],
  ])('%j has %j: %s', (value, sought, expected) => {
    expect(has(value, sought)).toBe(expected);
  });

  test('hasprefix and hassuffix look at one end of a term', () => {
    expect(called('hasprefix', text('my VaultPatch'), text('vault'))).toBe(true);
    expect(called('hasprefix', text('myVaultPatch'), text('vault'))).toBe(false);
    expect(called('hassuffix', text('VaultPatch done'), text('patch'))).toBe(true);
    expect(called('hassuffix', text('VaultPatched'), text('patch'))).toBe(false);
  });

  test('of one term is: some maximal run of letters and digits equals it', () => {
    const piece = fc.constantFrom('a', 'B', 'ab', '1', '-', '_', ' ', 'é');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom('a', 'ab', 'AB', '1', 'ba', 'é'),
        (pieces, term) => {
          const value = pieces.join('');
          const terms = value.split(/[^\p{L}\p{N}]+/u).map((each) => each.toLowerCase());
          expect(has(value, term)).toBe(terms.includes(term.toLowerCase()));
        },
      ),
    );
  });
});

describe('contains and its kin', () => {
  const fold = (value: string) =>
    value.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 32));
  const piece = fc.string({ unit: fc.constantFrom('a', 'A', 'b', 'é', 'É', ' '), maxLength: 6 });

  test('are the tests of substrings after folding A to Z', () => {
    fc.assert(
      fc.property(piece, piece, (value, sought) => {
        expect(called('contains', text(value), text(sought))).toBe(fold(value).includes(fold(sought)));
        expect(called('startswith', text(value), text(sought))).toBe(fold(value).startsWith(fold(sought)));
        expect(called('endswith', text(value), text(sought))).toBe(fold(value).endsWith(fold(sought)));
        expect(called('contains_cs', text(value), text(sought))).toBe(value.includes(sought));
        expect(called('=~', text(value), text(sought))).toBe(fold(value) === fold(sought));
      }),
    );
  });

  test('an empty right side is in every text', () => {
    for (const operator of ['contains', 'startswith', 'endswith'])
      expect(called(operator, text('x'), text(''))).toBe(true);
  });

  test('a dynamic is taken as its text, a number is refused', () => {
    expect(called('contains', dynamic('VaultPatch'), text('patch'))).toBe(true);
    expect(() => called('contains', long(12), text('1'))).toThrow('contains');
  });
});
