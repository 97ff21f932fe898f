import { expect, test } from 'vitest';
import { paletteOf, widthOf } from '../../../src/cli/output/look.js';
import { coloured, colourless } from '../../../src/reports/text/palette.js';

const terminal = { isTTY: true, columns: 132 };
const pipe = {};

test('fills the width of a terminal and 80 columns elsewhere', () => {
  expect(widthOf(terminal)).toBe(132);
  expect(widthOf({ isTTY: true, columns: 20 })).toBe(60);
  expect(widthOf({ isTTY: true, columns: 0 })).toBe(80);
  expect(widthOf(pipe)).toBe(80);
});

test('colours on a terminal only', () => {
  expect(paletteOf(terminal, 'unless refused', {})).toBe(coloured);
  expect(paletteOf(pipe, 'unless refused', {})).toBe(colourless);
  expect(paletteOf(terminal, 'unless refused', { TERM: 'dumb' })).toBe(colourless);
});

test('heeds --no-color before FORCE_COLOR before NO_COLOR', () => {
  expect(paletteOf(terminal, 'refused', { FORCE_COLOR: '1' })).toBe(colourless);
  expect(paletteOf(pipe, 'unless refused', { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(coloured);
  expect(paletteOf(terminal, 'unless refused', { FORCE_COLOR: '0' })).toBe(colourless);
  expect(paletteOf(terminal, 'unless refused', { NO_COLOR: '1' })).toBe(colourless);
  expect(paletteOf(terminal, 'unless refused', { NO_COLOR: '' })).toBe(coloured);
});
