import { Client } from 'pg';
import { untilTrue } from './until-true.js';
import type { Sample } from './samples.js';

// Ids are given in order, so the highest one tells how many rows there are without counting them.
const HIGHEST = 'SELECT coalesce(max(id), 0)::int AS highest FROM booking_requests';
const NUMBER = 'SELECT count(*)::int AS number FROM booking_requests';

/** Watches booking_requests grow by `total` rows, and returns how many there were at which time. Throws when that stalls. */
export async function watchStoredRequests(
  databaseUrl: string,
  total: number,
  stopped: AbortSignal,
): Promise<Sample[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { number: before } = (await client.query<{ number: number }>(NUMBER)).rows[0] ?? { number: 0 };
    const samples: Sample[] = [];
    await untilTrue(stopped, async () => {
      const { rows } = await client.query<{ highest: number }>(HIGHEST);
      const count = (rows[0]?.highest ?? 0) - before;
      samples.push({ at: Date.now(), count });
      return { done: count >= total, progress: count };
    });
    return samples;
  } finally {
    await client.end();
  }
}
