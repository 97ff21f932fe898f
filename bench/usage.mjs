// Loaded before a program that is measured: reports what the process used, all threads, when it ends.
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** The file descriptor that takes the report. */
const reportTo = 3;

/** The peak of resident memory, in bytes. */
function peakMemory() {
  try {
    // maxRSS of a child begins with what its parent held when it was started; this count begins with the program.
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return Number(kibibytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(reportTo, JSON.stringify({ peak: peakMemory(), cpu: (userCPUTime + systemCPUTime) / 1e6 }));
  });
