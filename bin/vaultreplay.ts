#!/usr/bin/env node
import { main } from '../src/cli/main.js';

const detections = async () => (await import('../detections/index.js')).detections;
process.exitCode = await main(process.argv.slice(2), detections, process);
