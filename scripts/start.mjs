// `npm start`: makes the checkout ready, then replays samples/, or passes its arguments to the command line.
import './ready.mjs';

if (process.argv.length === 2) process.argv.push('run', 'samples');
await import('../dist/bin/vaultreplay.js');
