// The library for tests of detections: records, a replay over them, and assertions for any test runner.
export { assertFires, assertReturnsRows, assertStaysQuiet } from './testing/assertions.js';
export * from './testing/records.js';
export { type ReplayedRecords, replayRecords, type WrittenRow } from './testing/replay-records.js';
