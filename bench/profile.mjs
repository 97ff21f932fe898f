import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digits, markdownTable } from './figures.mjs';
import { measure } from './measure.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program of Node under its own profiler: the profile of each of its threads, the main one first. */
export async function profile(args) {
  const place = mkdtempSync(join(tmpdir(), 'vaultreplay-profile-'));
  try {
    await measure(['--cpu-prof', '--cpu-prof-dir', place, ...args], join(place, 'output'));
    return readdirSync(place)
      .filter((name) => name.endsWith('.cpuprofile'))
      .sort((a, b) => threadOf(a) - threadOf(b))
      .map((name) => JSON.parse(readFileSync(join(place, name), 'utf8')));
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** The number of the thread in `CPU.<date>.<time>.<process>.<thread>.<count>.cpuprofile`; the main one is 0. */
const threadOf = (name) => Number(name.split('.')[4]);

/**
 * Where the time of a profile went, in milliseconds: `place` names what a call belongs to. Only time in the call itself counts, not
 * in what it calls; the most expensive place comes first.
 */
export function selfTimes({ nodes, samples, timeDeltas }, place) {
  const times = new Map();
  const names = new Map(nodes.map(({ id, callFrame }) => [id, place(callFrame)]));
  for (const [i, id] of samples.entries()) {
    const name = names.get(id);
    times.set(name, (times.get(name) ?? 0) + timeDeltas[i] / 1000);
  }
  return [...times].sort(([, a], [, b]) => b - a);
}

/** The source module of a call: the bundler says in a comment line where each of them begins. */
export const moduleOf = ({ url, lineNumber, functionName }) => {
  if (url === '') return functionName;
  if (!url.startsWith('file:')) return url.replace(/^(node:[^/]+).*/, '$1');
  const path = relative(root, fileURLToPath(url)).replaceAll('\\', '/');
  return beginningsOf(url).findLast(({ line }) => line <= lineNumber)?.module ?? path;
};

const beginnings = new Map();

function beginningsOf(url) {
  if (!beginnings.has(url)) beginnings.set(url, beginningsIn(readFileSync(fileURLToPath(url), 'utf8')));
  return beginnings.get(url);
}

/** The lines of a bundle, counted from 0, on which modules of ours begin. */
export const beginningsIn = (text) =>
  text.split('\n').flatMap((content, line) => {
    const [, module] = /^\/\/(?:#region)? ((?:src|detections|bin)\/\S+)$/.exec(content) ?? [];
    return module === undefined ? [] : [{ line, module }];
  });

const functionOf = (frame) => `${frame.functionName || '(module)'}, ${moduleOf(frame)}`;

const shown = 25;

/** What the profiler calls the time in which a thread has nothing to do. */
const waiting = '(idle)';

/** The most expensive functions and modules of a profile, as two tables; shares are of the time that the thread was at work. */
export const profileTables = (profile) =>
  [
    ['Function', functionOf],
    ['Module', moduleOf],
  ].map(([heading, place]) => {
    const times = selfTimes(profile, place).filter(([name]) => !name.startsWith(waiting));
    const all = times.reduce((sum, [, time]) => sum + time, 0);
    return markdownTable(
      [heading, 'ms', '%'],
      times.slice(0, shown).map(([name, time]) => [name, digits(time), digits((100 * time) / all, 1)]),
    );
  });
