import type { TextStyle } from '../../reports/text/style.js';
import type { Streams, Terminal } from '../streams.js';
import { paletteOf, widthOf } from './look.js';

/** The options that bear on how text looks. */
export interface StyleOptions {
  readonly output?: string | undefined;
  readonly 'no-color'?: boolean | undefined;
  readonly all?: boolean | undefined;
}

/** How text is laid out where it goes: a terminal's width and colours, or what suits a pipe and a file. */
export function textStyle(
  options: StyleOptions,
  { stdout, env }: Pick<Streams, 'stdout' | 'env'>,
): TextStyle {
  const stream = options.output === undefined ? stdout : noTerminal;
  return {
    width: widthOf(stream),
    palette: paletteOf(stream, options['no-color'] === true ? 'refused' : 'unless refused', env),
    groups: options.all === true ? 'all' : 'folded',
  };
}

/** Where a file goes, as far as its look is concerned. */
const noTerminal: Terminal = { isTTY: false };
