/** Starts of bookings that are looked at, in Unix seconds: `from` inclusive, `to` exclusive. */
export interface StartWindow {
  readonly from: number;
  readonly to: number;
}

/** How far, either way, somebody may have moved a booking and still have it found. */
const MOVED_AT_MOST_SECONDS = 31 * 86_400;

/** Bookings that start exactly when it was asked for. */
export function exactly(start: number): StartWindow {
  return { from: start, to: start + 1 };
}

/** Bookings that start when it was asked for, or that somebody may have moved from there. */
export function around(start: number): StartWindow {
  return { from: Math.max(0, start - MOVED_AT_MOST_SECONDS), to: start + MOVED_AT_MOST_SECONDS + 1 };
}
