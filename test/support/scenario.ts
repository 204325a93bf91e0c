import { type Admin, Kafka, logLevel, type Message } from 'kafkajs';
import { Client } from 'pg';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import type { BookedEvent } from '../../src/simulator/ledger.js';
import { Simulator, type SimulatorOptions } from '../../src/simulator/simulator.js';
import { BridgeProcess } from './bridge-process.js';
import { KafkaProbe, type SeenRecord } from './kafka-probe.js';
import { NOTE } from './requested.js';
import { createTestDatabase, kafkaBrokers, type TestDatabase, uniqueTopics } from './stack.js';
import { waitUntil } from './wait-until.js';

/** A request as the database has it. */
export interface StoredRequest {
  readonly id: string;
  readonly event_id: string;
  readonly reference: string;
  readonly state: 'WAITING' | 'CALLING' | 'UNKNOWN' | 'REVIEW' | 'CREATED' | 'FAILED';
  readonly attempts: number;
  readonly appointment_id: number | null;
  readonly settled_by: string | null;
  readonly settled_at: Date | null;
  readonly review_reason: string | null;
  readonly waits_for: string | null;
}

/** A published outcome. */
export interface SeenOutcome {
  readonly type: string;
  readonly data: {
    readonly reference: string;
    readonly booking?: { readonly AppointmentId: number };
    readonly failure?: { readonly code: string; readonly bookingMayExist: boolean };
    readonly notifications: { readonly notifyCustomer: boolean; readonly notifyMerchant: boolean };
    readonly attempts: number;
    readonly settledBy: string;
  };
  readonly record: SeenRecord;
}

/** Short enough to wait for, long enough for a busy machine. The lease is the shortest that the time-out allows. */
const SHORT_TIMES = {
  RESERVANTO_TIMEOUT_MS: '800',
  DISPATCH_LEASE_SECONDS: '2',
  RECONCILE_QUARANTINE_SECONDS: '3',
  PATROL_PER_MINUTE: '0',
};

/** Node's own messages quote no more than so many characters of a broken text. */
const SHORTEST_QUOTE = 8;

/** A simulator, a database and topics of one test file's own, and the instances of the bridge that work on them. */
export class Scenario {
  readonly bridges: BridgeProcess[] = [];
  /** What must never be printed: the beginning of the customers' note, and every token. */
  readonly secrets = new Set<string>([NOTE.slice(0, SHORTEST_QUOTE)]);

  private constructor(
    readonly name: string,
    readonly simulator: Simulator,
    readonly kafka: KafkaProbe,
    readonly sql: Client,
    private readonly database: TestDatabase,
    private readonly topics: ReturnType<typeof uniqueTopics>,
    private readonly env: Record<string, string>,
  ) {
    this.secrets.add(simulator.longTimeToken);
    const issue = simulator.tokens.issue.bind(simulator.tokens);
    simulator.tokens.issue = (...asked) => {
      const token = issue(...asked);
      if (token !== null) this.secrets.add(token);
      return token;
    };
  }

  /** Prepares everything but the bridge; `env` overrides settings of all its instances. */
  static async start(
    name: string,
    env: Record<string, string> = {},
    simulatorOptions: SimulatorOptions = {},
  ): Promise<Scenario> {
    const topics = uniqueTopics(name);
    const [database, simulator] = await Promise.all([
      createTestDatabase(async (url) => void (await applyMigrations(url))),
      Simulator.start(simulatorOptions),
      createTopics(Object.values(topics)),
    ]);
    const sql = new Client({ connectionString: database.url });
    await sql.connect();
    const kafka = await KafkaProbe.start(kafkaBrokers(), [topics.created, topics.failed, topics.deadLetter]);
    return new Scenario(name, simulator, kafka, sql, database, topics, {
      ...SHORT_TIMES,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      KAFKA_GROUP_ID: topics.requested,
      TOPIC_BOOKING_REQUESTED: topics.requested,
      TOPIC_BOOKING_CREATED: topics.created,
      TOPIC_BOOKING_FAILED: topics.failed,
      TOPIC_DEAD_LETTER: topics.deadLetter,
      DATABASE_URL: database.url,
      RESERVANTO_BASE_URL: simulator.url,
      RESERVANTO_LONG_TIME_TOKEN: simulator.longTimeToken,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: '0',
      LOG_LEVEL: 'debug',
      ...env,
    });
  }

  /** Starts one more instance; `env` overrides settings, and says where it dies or pauses. */
  async startBridge(env: Record<string, string> = {}): Promise<BridgeProcess> {
    const bridge = await BridgeProcess.start({ ...this.env, ...env });
    this.bridges.push(bridge);
    return bridge;
  }

  /** Publishes request events. */
  publish(...messages: Message[]): Promise<void> {
    return this.kafka.publish(this.topics.requested, messages);
  }

  /** Every copy of the outcome of this event that was published so far. */
  outcomesOf(eventId: string): SeenOutcome[] {
    return this.kafka.seen
      .filter((record) => record.headers['ce_causationid'] === eventId)
      .map((record) => ({
        type: record.headers['ce_type'] ?? '',
        data: JSON.parse(String(record.value)) as SeenOutcome['data'],
        record,
      }));
  }

  /** The outcome of this event, once it is published. */
  async outcomeOf(eventId: string): Promise<SeenOutcome> {
    await waitUntil(() => this.outcomesOf(eventId).length > 0, `the outcome of ${eventId}`);
    return this.outcomesOf(eventId)[0] as SeenOutcome;
  }

  /** All stored requests, oldest first. */
  async requests(): Promise<StoredRequest[]> {
    const { rows } = await this.sql.query<StoredRequest>('SELECT * FROM booking_requests ORDER BY id');
    return rows;
  }

  /** The stored request of this event, once it is in this state. */
  async requestIn(state: StoredRequest['state'], eventId: string): Promise<StoredRequest> {
    let found: StoredRequest | undefined;
    await waitUntil(async () => {
      found = (await this.requests()).find((r) => r.event_id === eventId && r.state === state);
      return found !== undefined;
    }, `${eventId} in state ${state}`);
    return found as StoredRequest;
  }

  /** Resolves when the request of this event is not in this state any more. */
  async requestLeaves(state: StoredRequest['state'], eventId: string): Promise<void> {
    const isThere = async () =>
      (await this.requests()).some((r) => r.event_id === eventId && r.state === state);
    await waitUntil(async () => !(await isThere()), `${eventId} out of state ${state}`);
  }

  /** What Reservanto really holds of a customer. */
  bookingsOf(customerId: number): readonly BookedEvent[] {
    return this.simulator.ledger.ofCustomer(customerId).filter(({ Status }) => Status !== 'Canceled');
  }

  /** The name of the topic that requests are published to. */
  get requestedTopic(): string {
    return this.topics.requested;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  /** How often Reservanto was asked to book. */
  get creates(): number {
    return this.simulator.calls.counts['EmsLike/CreateBooking'] ?? 0;
  }

  /** How many request events the consumer group has committed, in all partitions. */
  async committed(): Promise<number> {
    const topic = this.topics.requested;
    const offsets = await withAdmin((admin) => admin.fetchOffsets({ groupId: topic, topics: [topic] }));
    return offsets
      .flatMap(({ partitions }) => partitions)
      .reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0);
  }

  /** Ends every process, and removes what they worked on. */
  async stop(): Promise<void> {
    await Promise.all(this.bridges.map((bridge) => bridge.kill()));
    const ends = await Promise.allSettled([this.kafka.stop(), this.simulator.stop(), this.sql.end()]);
    await this.database.drop();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

/** Creates topics, and waits until they are there. */
export async function createTopics(names: string[]): Promise<void> {
  await withAdmin(async (admin) => {
    await admin.createTopics({
      waitForLeaders: false,
      topics: names.map((topic) => ({ topic, numPartitions: 3 })),
    });
    await waitUntil(async () => {
      const existing = new Set(await admin.listTopics());
      return names.every((name) => existing.has(name));
    }, 'the topics');
  });
}

export async function withAdmin<Result>(work: (admin: Admin) => Promise<Result>): Promise<Result> {
  const kafka = new Kafka({ brokers: kafkaBrokers(), clientId: 'scenario', logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}
