// Values as KQL prints them. Times are ticks of 100 ns since 1970, as bigints.

const ticksPerDay = 864_000_000_000n;

const padded = (number, width) => String(number).padStart(width, '0');

function datetimeText(ticks) {
  const fraction = ((ticks % 10_000n) + 10_000n) % 10_000n;
  const milliseconds = new Date(Number((ticks - fraction) / 10_000n)).toISOString().slice(0, -1);
  return `${milliseconds}${padded(fraction, 4)}Z`;
}

function timespanText(ticks) {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const fraction = size % 10_000_000n;
  const days = size / ticksPerDay;
  const clock = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map((part) =>
    padded(part, 2),
  );
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock.join(':')}${fraction > 0n ? `.${padded(fraction, 7)}` : ''}`;
}

const texts = { datetime: datetimeText, timespan: timespanText, string: (text) => text };

/** A cell of DuckDB as a result has it; null stays null. */
export const cellOf = (value, type) => (value === null ? null : texts[type](value));
