import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../platform/config/config.js';

/** Any number, as long as every instance uses the same one and nothing else on the database does. */
const LOCK_KEY = 7_262_001;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * The right to relay: a PostgreSQL advisory lock on a connection of its own. At most one instance holds it; when that
 * instance or its connection dies, PostgreSQL frees it and another takes over.
 */
@Injectable()
export class RelayLock implements OnApplicationShutdown {
  private connection: Client | null = null;
  private held = false;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'database'>) {}

  /** True while this instance may relay. Tries to get the right when it has not; never waits for another holder. */
  async hold(): Promise<boolean> {
    if (this.held) return true;
    const connection = this.connection ?? (await this.connect());
    const { rows } = await connection.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS locked',
      [LOCK_KEY],
    );
    this.held = this.connection === connection && rows[0]?.locked === true;
    return this.held;
  }

  async onApplicationShutdown(): Promise<void> {
    const connection = this.connection;
    this.forget();
    await connection?.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const connection = new Client({
      connectionString: this.config.database.url,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    connection.on('error', () => this.forget());
    connection.on('end', () => this.forget());
    await connection.connect();
    this.connection = connection;
    return connection;
  }

  private forget(): void {
    this.connection = null;
    this.held = false;
  }
}
