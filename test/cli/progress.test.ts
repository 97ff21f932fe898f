import { expect, test } from 'vitest';
import { progressOn, progressText } from '../../src/cli/progress.js';
import { TextStream } from './text-stream.js';

test('says how much was read, how fast, and how long it takes', () => {
  expect(progressText(1_215_000_000, 2_700_000_000, 3)).toBe('45%  1215 of 2700 MB  405 MB/s  0:04 left');
  expect(progressText(0, 2_000_000, 0)).toBe('0%  0.0 of 2.0 MB  0 MB/s');
  expect(progressText(600_000_000, 60_000_000_000, 1)).toBe('1%  600 of 60000 MB  600 MB/s  1:39 left');
  expect(progressText(5, 0, 1)).toMatch(/^100% /);
});

test('draws on a terminal, not more often than the eye needs, and takes itself away', () => {
  let now = 0;
  const stderr = new TextStream({ isTTY: true, columns: 20 });
  const progress = progressOn({ stderr }, 'shown', () => now);
  progress.show(1_000_000, 4_000_000);
  now = 50;
  progress.show(2_000_000, 4_000_000);
  now = 150;
  progress.show(3_000_000, 4_000_000);
  progress.clear();
  expect(stderr.text).toBe('\r\u001b[K25%  1.0 of 4.0 MB \r\u001b[K75%  3.0 of 4.0 MB \r\u001b[K');
});

test('starts anew when the exports are read once more', () => {
  let now = 0;
  const stderr = new TextStream({ isTTY: true, columns: 80 });
  const progress = progressOn({ stderr }, 'shown', () => now);
  now = 1000;
  progress.show(50_000_000, 50_000_000);
  now = 2000;
  progress.show(0, 50_000_000);
  now = 3000;
  progress.show(25_000_000, 50_000_000);
  expect(stderr.text).toMatch(/50% {2}25 of 50 MB {2}25 MB\/s {2}0:01 left$/);
});

test.each([
  ['no terminal', new TextStream(), 'shown'],
  ['quiet', new TextStream({ isTTY: true }), 'quiet'],
] as const)('draws nothing with %s', (_, stderr, how) => {
  const progress = progressOn({ stderr }, how);
  progress.show(1, 2);
  progress.clear();
  expect(stderr.text).toBe('');
});
