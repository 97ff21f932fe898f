// `npm start`: makes the checkout ready, then replays samples/, or passes its arguments to the command line.
import './ready.mjs';

if (process.argv.length === 2) process.argv.push('run', 'samples');
// npm runs scripts in the checkout; paths that a person gives count from where the person stands.
else if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import('../dist/bin/vaultreplay.js');
