import type { FeedWork, PartYield } from '../engine/feeds/feed-runner.js';
import type { InputPart } from '../readers/parts/input-part.js';
import type { PartReport } from '../readers/parts/read-part.js';
import type { ReaderOptions } from '../readers/reader.js';

/** What a scan wants of every part. */
export interface Setup {
  readonly work: FeedWork;
  readonly options: ReaderOptions;
}

/** A part for a thread to read. A thread gets its parts in the order of the scan. */
export interface Errand {
  /** The part's number in the scan. */
  readonly number: number;
  readonly part: InputPart;
  /** The place of its input in the order of inputs. */
  readonly input: number;
}

/** What a thread says of a part: what came of it, or why nothing did. */
export type Answer = { readonly number: number } & (
  | { readonly made: PartYield; readonly report: PartReport }
  | { readonly failure: 'no part' | 'later record' }
  | { readonly error: unknown }
);

/** What is sent to a thread: a new scan, which ends the one before, or an errand of the scan at hand. */
export type Message = { readonly scan: number; readonly setup: Setup } | { readonly errand: Errand };

/** What a thread sends: an answer to an errand of a scan, perhaps of one that is over. */
export interface Reply {
  readonly scan: number;
  readonly answer: Answer;
}
