import type { ScanReport } from '../../records/scan.js';
import type { FeedWork, PartYield } from './feed-runner.js';
import type { PartPlace } from './row-batch.js';

/** Several threads that read one source. */
export interface Threads {
  /**
   * Lets the threads make rows of every record. `take` gets what came of each part, in the order of the scan.
   * Throws `ReadAgain`, and a `LaterRecord` where the work says that the clock was guessed.
   */
  scan(work: FeedWork, take: (made: PartYield, place: PartPlace) => void): Promise<ScanReport>;
}

/** Thrown out of a scan by threads that has to begin anew, and will go another way then. */
export class ReadAgain extends Error {
  override readonly name = 'ReadAgain';
}
