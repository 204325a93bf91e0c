import { setTimeout as delay } from 'node:timers/promises';
import { query } from './collect/read-database.js';
import { plainKafka } from '../servers/plain-kafka.js';
import type { RunPlace } from './settings.js';

const LOOK_EVERY_MS = 1_000;
const TELL_EVERY_MS = 5_000;

/** How far the bridge is, seen from outside. */
export interface Progress {
  /** Requests by state. */
  readonly states: Readonly<Record<string, number>>;
  readonly owed: number;
  readonly deadLetters: number;
  /** Records behind the committed offsets; null while Kafka cannot be asked. */
  readonly behind: number | null;
}

/** Asks the database and Kafka once. */
export async function progressOf(place: RunPlace): Promise<Progress> {
  const states = await query<{ state: string; count: string }>(
    place.databaseUrl,
    'SELECT state, count(*) FROM booking_requests GROUP BY state',
  );
  const [rest] = await query<{ owed: string; letters: string }>(
    place.databaseUrl,
    'SELECT (SELECT count(*) FROM outbox_events) AS owed, (SELECT count(*) FROM dead_letters) AS letters',
  );
  return {
    states: Object.fromEntries(states.map(({ state, count }) => [state, Number(count)])),
    owed: Number(rest?.owed),
    deadLetters: Number(rest?.letters),
    behind: await behind(place).catch(() => null),
  };
}

/** True when there is nothing left to do: all is read, settled (or in review) and published. */
export function isAtRest({ states, owed, behind }: Progress): boolean {
  const open = ['WAITING', 'CALLING', 'UNKNOWN'].reduce((sum, state) => sum + (states[state] ?? 0), 0);
  return open === 0 && owed === 0 && behind === 0;
}

/** One line for a person. */
export function describeProgress({ states, owed, deadLetters, behind }: Progress): string {
  const counted = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  return [...counted, `${deadLetters} dead letters`, `${owed} owed`, `${behind ?? '?'} unread`].join(', ');
}

/** Says how far the bridge is, every few seconds, until the answer is called. */
export function tellProgress(place: RunPlace, say: (text: string) => void): () => void {
  const timer = setInterval(() => {
    progressOf(place).then(
      (progress) => say(describeProgress(progress)),
      () => say('the database or Kafka does not answer now'),
    );
  }, TELL_EVERY_MS);
  return () => clearInterval(timer);
}

/** Waits until there is nothing left to do; false when that takes longer than `timeoutMs`. */
export async function comesToRest(place: RunPlace, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const progress = await progressOf(place).catch(() => null);
    if (progress !== null && isAtRest(progress)) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}

async function behind({ brokers, groupId, topics }: RunPlace): Promise<number> {
  const admin = plainKafka(brokers).admin({ retry: { retries: 1 } });
  await admin.connect();
  try {
    const ends = await admin.fetchTopicOffsets(topics.requested);
    const [fetched] = await admin.fetchOffsets({ groupId, topics: [topics.requested] });
    const committed = new Map(
      fetched?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
    );
    return ends.reduce(
      (sum, { partition, high }) => sum + Number(high) - Math.max(0, committed.get(partition) ?? 0),
      0,
    );
  } finally {
    await admin.disconnect();
  }
}
