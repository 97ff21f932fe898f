import type { OutputStream, Streams } from './streams.js';

/** Shows how far reading has come. */
export interface Progress {
  /** Takes the bytes read so far and how many there are. */
  readonly show: (read: number, total: number) => void;
  /** Takes the display away again. */
  readonly clear: () => void;
}

const noProgress: Progress = { show: () => {}, clear: () => {} };

/** A line on a terminal's stderr that is drawn anew some times a second; nothing when stderr is no terminal or quiet is wanted. */
export const progressOn = (
  { stderr }: Pick<Streams, 'stderr'>,
  how: 'shown' | 'quiet',
  clock = () => performance.now(),
): Progress => (stderr.isTTY === true && how === 'shown' ? terminalProgress(stderr, clock) : noProgress);

const redrawnEvery = 100;

function terminalProgress(stderr: OutputStream, clock: () => number): Progress {
  let startedAt = clock();
  let readBefore = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    show(read, total) {
      const now = clock();
      // The exports are read once more when the clock had to be found first.
      if (read < readBefore) startedAt = now;
      readBefore = read;
      if (now - drawnAt < redrawnEvery) return;
      drawnAt = now;
      const line = progressText(read, total, (now - startedAt) / 1000);
      stderr.write(`\r\u001b[K${line.slice(0, Math.max(0, (stderr.columns || 80) - 1))}`);
    },
    clear() {
      if (drawnAt !== Number.NEGATIVE_INFINITY) stderr.write('\r\u001b[K');
    },
  };
}

const megabyte = 1_000_000;

/** How far reading has come after some seconds: `45%  1,215 of 2,700 MB  310 MB/s  0:05 left`. */
export function progressText(read: number, total: number, seconds: number): string {
  const rate = seconds > 0 ? read / seconds : 0;
  const speed = `${(rate / megabyte).toFixed(0)} MB/s`;
  const megabytes = (bytes: number) => (bytes / megabyte).toFixed(bytes < 10 * megabyte ? 1 : 0);
  const left = rate > 0 ? `  ${clockText(Math.max(0, total - read) / rate)} left` : '';
  return `${Math.min(100, Math.floor((read / Math.max(1, total)) * 100))}%  ${megabytes(read)} of ${megabytes(total)} MB  ${speed}${left}`;
}

function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
