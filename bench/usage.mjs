// Loaded before a program that is measured: reports what the process used, all threads, when it ends.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** The file descriptor that takes the report. */
const reportTo = 3;

if (isMainThread)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(reportTo, JSON.stringify({ peak: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
  });
