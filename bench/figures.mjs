/** The middle one of some numbers; the mean of the two in the middle where their count is even. Null when there are none. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * How many times as long the other way takes: the median of the ratios round by round, so that it holds also while the speed of
 * the machine drifts.
 */
export const timesAsFast = (seconds, others) => median(seconds.map((own, round) => others[round] / own));

/** A number with so many digits, thousands parted by commas. */
export const digits = (number, fraction = 0) =>
  number.toLocaleString('en-US', { minimumFractionDigits: fraction, maximumFractionDigits: fraction });

/** A table in Markdown, its columns aligned also where nothing renders it. The first column holds text, the others figures. */
export function markdownTable(heading, rows) {
  const all = [heading, ...rows];
  const widths = heading.map((_, at) => Math.max(3, ...all.map((row) => row[at].length)));
  const line = (row) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(heading), `| ${rule.join(' | ')} |`, ...rows.map(line)].map((text) => `${text}\n`).join('');
}
