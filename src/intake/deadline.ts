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

/** What a record's timestamp is worth. Only a believed one, or one that is merely a little ahead, tells of a sound clock. */
export type TimestampReading = 'believed' | 'absent' | 'in-seconds' | 'too-early' | 'ahead';

/** The first release of Kafka whose records have timestamps is of 2016; nothing was written before. */
const FIRST_TIMESTAMP_MS = BigInt(Date.UTC(2016, 0, 1));
/** As seconds, from September 2001 on; as milliseconds, days of January 1970. */
const SECONDS = { from: 1_000_000_000n, below: 100_000_000_000n };
/** Clocks of producers may differ so much from ours. */
const CLOCK_DIFFERENCE_MS = 3_600_000n;

/** Judges the timestamp of a record, in milliseconds since 1970 if it is what it should be. */
export function timestampReadingOf(timestampMs: bigint, receivedAt: Date): TimestampReading {
  if (timestampMs <= 0n) return 'absent';
  if (timestampMs >= SECONDS.from && timestampMs < SECONDS.below) return 'in-seconds';
  if (timestampMs < FIRST_TIMESTAMP_MS) return 'too-early';
  return timestampMs > BigInt(receivedAt.getTime()) + CLOCK_DIFFERENCE_MS ? 'ahead' : 'believed';
}

/**
 * When the request was made: its record's timestamp where that can be believed and is past, else when it was received.
 * What has a timestamp in seconds would otherwise expire the moment it is read.
 */
export function requestedAtOf(timestampMs: bigint, receivedAt: Date): Date {
  const isBelieved = timestampReadingOf(timestampMs, receivedAt) === 'believed';
  const now = receivedAt.getTime();
  return new Date(isBelieved ? Math.min(Number(timestampMs), now) : now);
}

const UNBELIEVED: Readonly<Record<Exclude<TimestampReading, 'believed' | 'absent'>, string>> = {
  'in-seconds': 'The timestamp of the record is in seconds, and Kafka counts milliseconds',
  'too-early': 'The timestamp of the record lies before Kafka had timestamps',
  ahead: 'The timestamp of the record lies more than an hour in the future',
};

/** Says what is wrong with a record's timestamp, or null where nothing is or the record has none. */
export function unbelievedTimestamp(timestampMs: bigint, receivedAt: Date): string | null {
  const reading = timestampReadingOf(timestampMs, receivedAt);
  if (reading === 'believed' || reading === 'absent') return null;
  return `${UNBELIEVED[reading]}, so the moment at which it was read counts instead; correct the producer's clock or the timestamp that it sets.`;
}
