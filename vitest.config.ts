import { defineConfig } from 'vitest/config';

const report = process.env['VAULTREPLAY_TEST_REPORT'];

const source = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    // As Node's own loader has it when the command line loads somebody's detections.
    alias: [
      { find: /^vaultreplay$/, replacement: source('./src/index.ts') },
      { find: /^vaultreplay\/testing$/, replacement: source('./src/testing.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Machines that do other things besides are slow, and no test is about time.
    testTimeout: 60_000,
    reporters: report ? ['default', 'json'] : ['default'],
    ...(report ? { outputFile: { json: report } } : {}),
  },
});
