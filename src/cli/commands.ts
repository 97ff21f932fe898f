import type { CommandEntry } from './command.js';

/** The commands in the order of the help, each loaded only when it is called. */
export const commands: ReadonlyMap<string, CommandEntry> = new Map([
  [
    'run',
    {
      usage: 'run [paths..]',
      description: 'Replay exports through the detections',
      load: async () => (await import('./run.js')).run,
    },
  ],
  [
    'list',
    {
      usage: 'list',
      description: 'List the detections: severity, technique, on or off and why',
      load: async () => (await import('./list.js')).list,
    },
  ],
  [
    'show',
    {
      usage: 'show <id>',
      description: 'Show one detection: what it finds, how it differs, its plan as KQL',
      load: async () => (await import('./show.js')).show,
    },
  ],
  [
    'inspect',
    {
      usage: 'inspect [paths..]',
      description: 'Show what exports hold: shapes, time range, vaults, operations, columns, gaps',
      load: async () => (await import('./inspect.js')).inspect,
    },
  ],
  [
    'explain',
    {
      usage: 'explain <id> [paths..]',
      description: 'Show the row count at each step of a detection: why it did or did not fire',
      load: async () => (await import('./explain.js')).explain,
    },
  ],
  [
    'test',
    {
      usage: 'test [paths..]',
      description: 'Run the tests of detections',
      load: async () => (await import('./test.js')).test,
    },
  ],
  [
    'new',
    {
      usage: 'new detection <name>',
      description: 'Write a detection and its tests, to begin with',
      load: async () => (await import('./new.js')).newCommand,
    },
  ],
]);
