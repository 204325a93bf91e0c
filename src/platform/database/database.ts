import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../generated/prisma/client.js';
import { CONFIG, type Config } from '../config/config.js';

/** A handle that belongs to one transaction: what is written through it is committed together or not at all. */
export type Transaction = Prisma.TransactionClient;

const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 30_000;
const TRANSACTION_TIMEOUT_MS = 10_000;
/**
 * Every statement of this service finds few rows by an index. The planner cannot know: its statistics of a queue are
 * always old, and a plan that reads a table which was small a minute ago would be kept. Nothing is worth compiling.
 */
const PLANNING = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']
  .map((setting) => `-c ${setting}=off`)
  .join(' ');

const names = new Map<string, string>();

/** PostgreSQL plans a statement once for each connection when it has a name: our texts are few and constant. */
function nameOfStatement({ sql }: { readonly sql: string }): string {
  let name = names.get(sql);
  if (name === undefined) names.set(sql, (name = `s${names.size}`));
  return name;
}

/** The one connection pool of the process. Connects on first use, so a database that is away fails the query, not the start. */
@Injectable()
export class Database implements OnApplicationShutdown {
  readonly client: PrismaClient;

  constructor(@Inject(CONFIG) config: Pick<Config, 'database'>) {
    this.client = new PrismaClient({
      adapter: new PrismaPg(
        {
          connectionString: config.database.url,
          max: config.database.poolSize,
          connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
          idleTimeoutMillis: IDLE_TIMEOUT_MS,
          options: PLANNING,
        },
        { statementNameGenerator: nameOfStatement },
      ),
    });
  }

  /** Commits everything `work` wrote, or nothing when it throws. Keep calls to the outside world out of it. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.client.$transaction(work, {
      maxWait: TRANSACTION_TIMEOUT_MS,
      timeout: TRANSACTION_TIMEOUT_MS,
    });
  }

  /** Resolves when the database answers a query; connecting alone proves nothing. */
  async ping(): Promise<void> {
    await this.client.$queryRaw`SELECT 1`;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.$disconnect();
  }
}
