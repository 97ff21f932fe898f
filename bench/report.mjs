import { digits, markdownTable, median, timesAsFast } from './figures.mjs';

const secondsOf = (runs) => runs.map(({ seconds }) => seconds);
const medianOf = (runs, figure) => median(runs.map((run) => run[figure]));
const speed = (size, runs) => digits(size / 1e6 / medianOf(runs, 'seconds'));
const peak = (runs) => digits(medianOf(runs, 'peak') / 2 ** 20);

/** What one race gave, as a table: a line for each way; ours with how many times as fast they are as each of the others. */
export function raceTable({ runs, size }, ways) {
  const theirs = ways.filter(({ side }) => side === 'theirs');
  return markdownTable(
    ['Way', 'Seconds', 'Range', 'CPU s', 'MB/s', 'Peak MiB', ...theirs.map(({ short }) => `× ${short}`)],
    ways.map(({ name, side }) => {
      const own = runs.get(name);
      const seconds = secondsOf(own);
      return [
        name,
        digits(median(seconds), 2),
        `${digits(Math.min(...seconds), 2)}-${digits(Math.max(...seconds), 2)}`,
        digits(medianOf(own, 'cpu'), 2),
        speed(size, own),
        peak(own),
        ...theirs.map((other) =>
          side === 'ours' ? digits(timesAsFast(seconds, secondsOf(runs.get(other.name))), 1) : '',
        ),
      ];
    }),
  );
}

/** How ours scale with the size of the export: MB/s and peak memory of each shape and way at each size. */
export function scalingTable(races, ways) {
  const sizes = [...new Set(races.map(({ bytes }) => bytes))];
  const shapes = [...new Set(races.map(({ shape }) => shape))];
  const ours = ways.filter(({ side }) => side === 'ours');
  const cellOf = (shape, name, bytes) => {
    const { runs, size } = races.find((race) => race.shape === shape && race.bytes === bytes);
    return `${speed(size, runs.get(name))} MB/s, ${peak(runs.get(name))} MiB`;
  };
  return markdownTable(
    ['', ...sizes.map((bytes) => `${digits(bytes / 1e6)} MB`)],
    shapes.flatMap((shape) =>
      ours.map(({ name }) => [`${shape}, ${name}`, ...sizes.map((bytes) => cellOf(shape, name, bytes))]),
    ),
  );
}

/** How many times as long as a bare Node each of some commands takes. The first is the bare Node. */
export function startTable(runs) {
  const [[, bare]] = runs;
  return markdownTable(
    ['Command', 'Milliseconds', 'CPU ms', 'Peak MiB', '× bare Node', 'CPU × bare Node'],
    runs.map(([name, own]) => [
      name,
      digits(medianOf(own, 'seconds') * 1000),
      digits(medianOf(own, 'cpu') * 1000),
      peak(own),
      digits(timesAsFast(secondsOf(bare), secondsOf(own)), 2),
      digits(
        timesAsFast(
          bare.map(({ cpu }) => cpu),
          own.map(({ cpu }) => cpu),
        ),
        2,
      ),
    ]),
  );
}
