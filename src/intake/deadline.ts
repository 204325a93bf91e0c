/**
 * The moment after which a request is not booked any more: its own expiry, its time to live or its start, whichever
 * comes first, but never before it was received.
 */
export function deadlineOf(times: {
  readonly receivedAt: Date;
  readonly requestedAt: Date;
  readonly ttlMs: number;
  readonly expiresAt: Date | null;
  readonly start: Date | null;
}): Date {
  const ends = [
    times.requestedAt.getTime() + times.ttlMs,
    times.expiresAt?.getTime() ?? Infinity,
    times.start?.getTime() ?? Infinity,
  ];
  return new Date(Math.max(times.receivedAt.getTime(), Math.min(...ends)));
}

/** When the request was made: the record's own time, as far as it is believable (after 1970, not after now). */
export function requestedAtOf(timestampMs: bigint, receivedAt: Date): Date {
  const now = receivedAt.getTime();
  return new Date(timestampMs > 0n && timestampMs < BigInt(now) ? Number(timestampMs) : now);
}
