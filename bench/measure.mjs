import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';

const usage = new URL('./usage.mjs', import.meta.url).href;

/**
 * Runs a program of Node to its end, with its output in a file: how long the whole process took and the CPU time of all its threads,
 * in seconds, and its peak of resident memory, in bytes. Throws when it fails.
 */
export async function measure(args, output) {
  const file = openSync(output, 'w');
  try {
    const from = performance.now();
    const child = spawn(process.execPath, ['--import', usage, ...args], {
      stdio: ['ignore', file, 'pipe', 'pipe'],
    });
    const [code, said, report] = await Promise.all([
      new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code, signal) => resolve(signal ?? code));
      }).then((code) => [code, performance.now()]),
      text(child.stderr),
      text(child.stdio[3]),
    ]);
    const [status, to] = code;
    if (status !== 0) throw new Error(`\`node ${args.join(' ')}\` ended with ${status}: ${said.trim()}`);
    return { seconds: (to - from) / 1000, ...JSON.parse(report) };
  } finally {
    closeSync(file);
  }
}
