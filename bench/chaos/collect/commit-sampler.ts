import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { Client } from 'pg';
import { type CommitHistory, type CommitSample, positionKey, requestKey } from '../facts.js';
import { plainKafka } from '../../servers/plain-kafka.js';
import type { RunPlace } from '../settings.js';

const EVERY_MS = 150;
const AFTER_TROUBLE_MS = 500;
/** Rows get their ids before they are committed, so later samples look this far back again. */
const LOOK_BACK_ROWS = 3_000;

/**
 * Watches from outside what is committed and what is durable: asks Kafka for the committed offsets first, the database for
 * the stored positions second and for the rows last, so that a record which is committed, or below a stored position, and
 * not in that answer was not durable then.
 */
export class CommitSampler {
  private readonly samples: CommitSample[] = [];
  private readonly durableFrom = new Map<string, number>();
  private readonly stopping = new AbortController();
  private admin: Admin | null = null;
  private client: Client | null = null;
  private highest = { request: 0, letter: 0 };
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly place: RunPlace) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<CommitHistory> {
    this.stopping.abort();
    await this.loop;
    return { samples: this.samples, durableFrom: this.durableFrom };
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const pause = await this.sample().then(
        () => EVERY_MS,
        () => this.reconnect(),
      );
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    await this.reconnect();
  }

  private async sample(): Promise<void> {
    this.admin ??= await this.openAdmin();
    this.client ??= await this.openClient();
    const { groupId, topics } = this.place;
    const [fetched] = await this.admin.fetchOffsets({ groupId, topics: [topics.requested] });
    const offsets = new Map(
      (fetched?.partitions ?? []).map(({ partition, offset }) => [partition, Math.max(0, Number(offset))]),
    );
    const positions = await this.positions(this.client);
    const durable = await this.newlyDurable(this.client);
    const number = this.samples.push({ at: Date.now(), offsets, positions }) - 1;
    for (const key of durable) if (!this.durableFrom.has(key)) this.durableFrom.set(key, number);
  }

  private async positions(client: Client): Promise<ReadonlyMap<number, number>> {
    const { rows } = await client.query<{ partition: number; next_offset: string }>(
      'SELECT "partition", next_offset FROM read_positions WHERE topic = $1',
      [this.place.topics.requested],
    );
    return new Map(rows.map((row) => [row.partition, Number(row.next_offset)]));
  }

  private async newlyDurable(client: Client): Promise<string[]> {
    const requests = await client.query<{ id: string; source: string; event_id: string }>(
      'SELECT id, source, event_id FROM booking_requests WHERE id > $1',
      [this.highest.request - LOOK_BACK_ROWS],
    );
    const letters = await client.query<{ id: string; partition: number; first: string; last: string }>(
      `SELECT id, partition, record_offset AS first, COALESCE(last_offset, record_offset) AS last
       FROM dead_letters WHERE id > $1`,
      [this.highest.letter - LOOK_BACK_ROWS],
    );
    for (const { id } of requests.rows) this.highest.request = Math.max(this.highest.request, Number(id));
    for (const { id } of letters.rows) this.highest.letter = Math.max(this.highest.letter, Number(id));
    return [
      ...requests.rows.map(({ source, event_id }) => requestKey(source, event_id)),
      ...letters.rows.flatMap(({ partition, first, last }) =>
        Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) =>
          positionKey({ partition, offset: Number(first) + i }),
        ),
      ),
    ];
  }

  /** Kafka or PostgreSQL was killed: both connections are made anew. */
  private async reconnect(): Promise<number> {
    const [admin, client] = [this.admin, this.client];
    this.admin = null;
    this.client = null;
    await admin?.disconnect().catch(() => undefined);
    await client?.end().catch(() => undefined);
    return AFTER_TROUBLE_MS;
  }

  private async openAdmin(): Promise<Admin> {
    const admin = plainKafka(this.place.brokers).admin({ retry: { retries: 1 } });
    await admin.connect();
    return admin;
  }

  private async openClient(): Promise<Client> {
    const client = new Client({
      connectionString: this.place.databaseUrl,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
}
