import { expect, test } from 'vitest';
import { detectionOf } from '../reports/replay-result.js';
import { runCli } from './run-cli.js';
import { TextStream } from './text-stream.js';

const detections = [
  detectionOf('published/opened', { title: 'Firewall opened' }),
  detectionOf('published/new-user', {
    severity: 'low',
    title: 'New user',
    techniques: ['T1078.004', 'T1555'],
    offBecause: 'it is noisy',
  }),
];

test('lists detections with severity, technique, and whether they are on', async () => {
  expect(await runCli(['list'], { detections })).toEqual({
    code: 0,
    stderr: '',
    stdout: `Detection           Severity  Technique        Runs
published/opened    high      T1562.007        on
  Firewall opened
published/new-user  low       T1078.004 T1555  off
  New user
  off: it is noisy
`,
  });
});

test('says once why several are off', async () => {
  const offBecause = 'it takes long';
  const more = ['a', 'b'].map((name) => detectionOf(`hardened/${name}`, { title: name, offBecause }));
  const { stdout } = await runCli(['list'], { detections: [...detections, ...more] });
  expect(stdout).toContain(`  off: it is noisy
hardened/a          high      T1562.007        off [1]
  a
hardened/b          high      T1562.007        off [1]
  b

[1] off: it takes long
`);
  expect(stdout.split(offBecause)).toHaveLength(2);
});

test('lists them for programs', async () => {
  const { stdout } = await runCli(['list', '--format', 'json', '--only', '*/new-user'], { detections });
  expect(JSON.parse(stdout)).toEqual({
    detections: [
      {
        id: 'published/new-user',
        title: 'New user',
        severity: 'low',
        tactics: ['DefenseEvasion'],
        techniques: ['T1078.004', 'T1555'],
        on: false,
        offBecause: 'it is noisy',
      },
    ],
  });
});

test('lists only what is asked for', async () => {
  expect((await runCli(['list', '--min-severity', 'medium'], { detections })).stdout).not.toContain(
    'new-user',
  );
  expect((await runCli(['list', '--except', '*/opened'], { detections })).stdout).toMatch(
    /^published\/new-user/m,
  );
});

test('colours on a terminal, unless it is told not to', async () => {
  const on = () => new TextStream({ isTTY: true, columns: 100 });
  expect((await runCli(['list'], { detections, stdout: on() })).stdout).toContain(
    '\u001b[1;31mhigh\u001b[22;39m',
  );
  expect((await runCli(['list', '--no-color'], { detections, stdout: on() })).stdout).not.toContain('\u001b');
});
