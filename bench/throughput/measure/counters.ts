import { cpus } from 'node:os';
import { Client } from 'pg';
import type { Servers } from '../../servers/servers.js';
import { databaseOf } from '../place.js';
import type { Sample } from './samples.js';

const EVERY_MS = 250;
const STATEMENTS = `SELECT coalesce(sum(s.calls), 0)::float8 AS calls
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = $1`;

const DEAREST = `SELECT s.query, s.calls::float8, s.total_exec_time AS "totalMs", s.mean_exec_time AS "meanMs", s.rows::float8
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = $1
  ORDER BY s.total_exec_time DESC LIMIT 8`;

/** A statement of the whole cell and what it cost the server, without its values. */
export interface StatementCost {
  readonly query: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  readonly rows: number;
}

/** Counters of the machine and the database, read a few times a second while a cell runs. */
export class Counters {
  /** SQL statements of the cell's database, BEGIN and COMMIT included, those inside triggers not. */
  readonly statements: Sample[] = [];
  /** Processor time of the whole machine in milliseconds: used, and used or idle. */
  readonly busyMs: Sample[] = [];
  readonly totalMs: Sample[] = [];
  /** What the database was busy with, dearest first. Known when counting has stopped. */
  dearest: readonly StatementCost[] = [];
  private timer: NodeJS.Timeout | null = null;
  private reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly client: Client,
    private readonly database: string,
  ) {}

  /** Counts from now on for the cell of this name; statements of earlier cells are forgotten. */
  static async start(adminUrl: string, cell: string): Promise<Counters> {
    const client = new Client({ connectionString: adminUrl });
    // A broken connection is told by the next query.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('SELECT pg_stat_statements_reset()');
    const counters = new Counters(client, databaseOf(cell));
    await counters.read();
    counters.timer = setInterval(() => {
      counters.reading = counters.read();
      // Thrown when counting stops.
      counters.reading.catch(() => undefined);
    }, EVERY_MS);
    return counters;
  }

  /** Reads a last time and ends. */
  async stop(): Promise<void> {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    await this.reading;
    await this.read();
    this.dearest = (await this.client.query<StatementCost>(DEAREST, [this.database])).rows;
    await this.client.end();
  }

  private async read(): Promise<void> {
    const { rows } = await this.client.query<{ calls: number }>(STATEMENTS, [this.database]);
    const at = Date.now();
    this.statements.push({ at, count: rows[0]?.calls ?? 0 });
    const times = cpus().map((cpu) => cpu.times);
    const idle = times.reduce((sum, time) => sum + time.idle, 0);
    const total = times.reduce(
      (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
      0,
    );
    this.busyMs.push({ at, count: total - idle });
    this.totalMs.push({ at, count: total });
  }
}

/** Makes the server count its statements; it is started anew for that. */
export async function collectStatements(servers: Servers): Promise<void> {
  await servers.administer("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
  await servers.restartPostgres();
  await servers.administer('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
}
