import { coloured, colourless, type Palette } from '../../reports/text/palette.js';
import type { Streams, Terminal } from '../streams.js';

const usualWidth = 80;
const leastWidth = 60;

/** The columns of a terminal; 80 for anything else. */
export const widthOf = (stream: Terminal): number =>
  stream.isTTY === true ? Math.max(leastWidth, stream.columns || usualWidth) : usualWidth;

/** Colours for a terminal only; `--no-color`, FORCE_COLOR and NO_COLOR decide before that, in this order. */
export function paletteOf(
  stream: Terminal,
  colours: 'unless refused' | 'refused',
  env: Streams['env'],
): Palette {
  if (colours === 'refused') return colourless;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? colourless : coloured;
  const plain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || stream.isTTY !== true;
  return plain ? colourless : coloured;
}
