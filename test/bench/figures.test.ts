import { expect, test } from 'vitest';
import { digits, markdownTable, median, timesAsFast } from '../../bench/figures.mjs';

test('the median is the middle number, or the mean of the two in the middle', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNull();
});

test('taking a median leaves the numbers in their order', () => {
  const numbers = [3, 1, 2];
  median(numbers);
  expect(numbers).toEqual([3, 1, 2]);
});

test('a ratio holds round by round, also where the machine slows down for all', () => {
  expect(timesAsFast([1, 10, 2], [4, 40, 8])).toBe(4);
});

test('figures have their thousands parted and as many digits as are wanted', () => {
  expect(digits(1234567.89)).toBe('1,234,568');
  expect(digits(0.5, 2)).toBe('0.50');
});

test('a table has its columns aligned, figures to the right', () => {
  expect(
    markdownTable(
      ['Way', 'MB/s'],
      [
        ['one', '5'],
        ['another', '1,024'],
      ],
    ),
  ).toBe(
    ['| Way     |  MB/s |', '| ------- | ----: |', '| one     |     5 |', '| another | 1,024 |', ''].join(
      '\n',
    ),
  );
});
