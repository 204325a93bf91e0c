import { momentOf, type Sample } from './samples.js';

/** A stretch of a run in which work flows evenly. Times in milliseconds since 1970. */
export interface SteadyWindow {
  readonly from: number;
  readonly to: number;
  /** Completions within it. */
  readonly completed: number;
  /** Completions per second. */
  readonly perSecond: number;
}

const FIRST_SHARE = 0.1;
const LAST_SHARE = 0.9;
const FEWEST = 100;

/**
 * The window from the moment at which 10 % were completed until 90 % were. Before it a process starts, joins its group
 * and is compiled; after it lanes run dry, so that concurrency falls. Bounds taken from the completions themselves need
 * no knowledge of how long either lasts, and a single straggler cannot move them, as it moves first and last.
 * Throws when there are fewer than 100 completions, or when all fall into one millisecond.
 */
export function steadyWindow(completedAt: readonly number[]): SteadyWindow {
  if (completedAt.length < FEWEST)
    throw new RangeError(
      `${completedAt.length} completions are too few to measure; give at least ${FEWEST} requests.`,
    );
  const sorted = [...completedAt].sort((a, b) => a - b);
  const first = Math.floor(sorted.length * FIRST_SHARE);
  const last = Math.floor(sorted.length * LAST_SHARE);
  const [from, to] = [sorted[first] ?? 0, sorted[last] ?? 0];
  if (to <= from) throw new RangeError('All completions carry one time; give more requests.');
  return { from, to, completed: last - first, perSecond: ((last - first) * 1_000) / (to - from) };
}

/** The same window of a counter that goes from 0 to `total`. Throws when it never got there. */
export function steadyWindowOf(samples: readonly Sample[], total: number): SteadyWindow {
  const [from, to] = [momentOf(samples, total * FIRST_SHARE), momentOf(samples, total * LAST_SHARE)];
  if (from === null || to === null || to <= from)
    throw new RangeError('The count went by too fast to measure; give more requests.');
  const completed = total * (LAST_SHARE - FIRST_SHARE);
  return { from, to, completed, perSecond: (completed * 1_000) / (to - from) };
}
