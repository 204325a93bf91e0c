import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../platform/config/config.js';

/** Any number, as long as every instance uses the same one and nothing else on the database does. */
const LOCK_KEY = 7_262_001;
const ANSWER_TIMEOUT_MS = 5_000;
/** Longer than a round of the relay lasts while Kafka answers. */
const IDLE_TIMEOUT_MS = 15_000;

/**
 * The right to relay: a PostgreSQL advisory lock on a connection of its own. At most one instance holds it; when that
 * instance or its connection dies, PostgreSQL frees it and another takes over. From an instance that is frozen or cut
 * off without a word, PostgreSQL takes it back when it has not been heard of for fifteen seconds.
 */
@Injectable()
export class RelayLock implements OnApplicationShutdown {
  private connection: Client | null = null;
  private held = false;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'database'>) {}

  /** Whether this instance had the right when it last asked. */
  get isHeld(): boolean {
    return this.held;
  }

  /**
   * True while this instance may relay; ask before every round. Tries to get the right when it has not, and never
   * waits for another holder. Throws when the database does not answer, and then the right is lost.
   */
  async hold(): Promise<boolean> {
    const connection = this.connection ?? (await this.connect());
    try {
      if (this.held) await connection.query('SELECT 1');
      else await this.tryLock(connection);
      return this.held;
    } catch (error) {
      this.forget(connection);
      connection.end().catch(() => undefined);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    const connection = this.connection;
    if (connection === null) return;
    this.forget(connection);
    await connection.end().catch(() => undefined);
  }

  private async tryLock(connection: Client): Promise<void> {
    const { rows } = await connection.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [LOCK_KEY],
    );
    this.held = this.connection === connection && rows[0]?.locked === true;
  }

  private async connect(): Promise<Client> {
    const connection = new Client({
      connectionString: this.config.database.url,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
    });
    connection.on('error', () => this.forget(connection));
    connection.on('end', () => this.forget(connection));
    await connection.connect();
    await connection.query(`SET idle_session_timeout = ${IDLE_TIMEOUT_MS}`);
    this.connection = connection;
    return connection;
  }

  /** Only the present connection may be forgotten: the end of an earlier one is told late. */
  private forget(connection: Client): void {
    if (this.connection !== connection) return;
    this.connection = null;
    this.held = false;
  }
}
