import { Pool } from 'pg';
import { RefusedOutcomes } from '../../src/booking/refused-outcomes.js';
import type { Move } from '../../src/booking/transition.js';
import { TransitionsStore } from '../../src/booking/transitions.store.js';
import { UnmappedRefusals } from '../../src/booking/unmapped-refusals.js';
import { DeadLetterStore } from '../../src/dead-letter/dead-letter.store.js';
import { ClaimsStore } from '../../src/dispatch/claims.store.js';
import { CallTurnsStore } from '../../src/dispatch/call-turns.store.js';
import { Sweeper } from '../../src/dispatch/sweeper.js';
import { VerdictRecorder } from '../../src/dispatch/verdict-recorder.js';
import { acceptRecord } from '../../src/intake/accept-record.js';
import { IntakeStore } from '../../src/intake/intake.store.js';
import { applyMigrations } from '../../src/platform/database/apply-migrations.js';
import { Database } from '../../src/platform/database/database.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { systemClock } from '../../src/platform/time/clock.js';
import type { Config } from '../../src/platform/config/config.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { StageWakeUps } from '../../src/platform/work/stage-wake-ups.js';
import type { Match } from '../../src/reconciliation/match-bookings.js';
import type { ReadBack } from '../../src/reconciliation/read-back.js';
import { Reconciler } from '../../src/reconciliation/reconciler.js';
import { Settlements } from '../../src/reconciliation/settlements.js';
import { AccountGate } from '../../src/reservanto/account-gate.js';
import type { Reading } from '../../src/reservanto/read-bookings.js';
import { FindingsStore } from '../../src/reconciliation/findings.store.js';
import { UnknownsStore } from '../../src/reconciliation/unknowns.store.js';
import { createTestDatabase } from './stack.js';

const POOL_SIZE = 16;
const LEASE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What a test wants stored. Requests with the same `booking` are the same booking; `lane` keeps them apart or together. */
export interface Wanted {
  readonly lane: string;
  readonly booking: number;
}

/** Every store on a database of its own (in `encoding`, or UTF8), as the parts of one bridge share it, and `sql` to arrange and to look. */
export async function openStores(encoding?: string) {
  const migrate = async (fresh: string) => void (await applyMigrations(fresh));
  const { url, drop } = await createTestDatabase(migrate, encoding);
  const database = new Database({ database: { url, poolSize: POOL_SIZE } });
  const logger = createLogger({ level: 'silent' });
  const topics = { 'booking.created': 'created', 'booking.failed': 'failed' };
  const eventEncoding = {
    mode: 'binary',
    source: 'urn:test',
    topics,
    failureTypes: 'urn:test:failure:',
  } as const;
  const pool = new Pool({ connectionString: url, max: POOL_SIZE });
  // Connections that are closing when the database is dropped say that they were ended.
  pool.on('error', () => undefined);
  const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await pool.query<Row>(text, values)).rows;
  const metrics = new Metrics();
  const refusals = new UnmappedRefusals(metrics);
  const letters = new DeadLetterStore({ kafka: { topics: { deadLetter: 'dlq' } } } as never);
  const intake = new IntakeStore(database, letters, eventEncoding, logger);
  const claims = new ClaimsStore(database);
  const transitions = new TransitionsStore(eventEncoding);
  const refused = new RefusedOutcomes({ reconciliation: { reviewTimeoutMs: DAY_MS } } as Config, logger);
  const start = Math.floor((Date.now() + 2 * DAY_MS) / 1000);
  let stored = 0;

  /** Stores requests as intake does; returns their ids in the same order. */
  async function store(...wanted: Wanted[]): Promise<bigint[]> {
    const now = new Date();
    const names = wanted.map(() => `event-${(stored += 1)}`);
    await intake.store({
      undecodable: [],
      position: null,
      readings: wanted.map(({ lane, booking }, i) => {
        const call = {
          BookingResourceId: 1,
          BookingServiceId: 2,
          CustomerId: booking,
          BookingStart: start,
          Count: 1,
        };
        const record = {
          topic: 'requested',
          partition: 0,
          offset: BigInt(stored + i),
          timestampMs: BigInt(now.getTime()),
          key: Buffer.from(lane),
          value: Buffer.from(JSON.stringify(call)),
          headers: [['idempotency-key', Buffer.from(names[i] ?? '')]] as const,
        };
        return acceptRecord(record, now, { lane: 'key', ttlMs: DAY_MS });
      }),
    });
    const rows = await sql<{ id: string; event_id: string }>(
      'SELECT id, event_id FROM booking_requests WHERE event_id = ANY($1)',
      [names],
    );
    const ids = new Map(rows.map((row) => [row.event_id, BigInt(row.id)]));
    return names.map((name) => ids.get(name) as bigint);
  }

  /** Moves a request as whoever owns its state would. */
  async function move(id: bigint, to: Move): Promise<void> {
    const [row] = await sql<{ state: 'CALLING'; attempts: number; claimed_by: string }>(
      'SELECT state, attempts, claimed_by FROM booking_requests WHERE id = $1',
      [id],
    );
    if (row === undefined) throw new Error(`there is no request ${id}`);
    const expected = { state: row.state, attempt: row.attempts, claimedBy: row.claimed_by };
    const won = await database.transaction((tx) =>
      transitions.apply(tx, [{ requestId: id, expected, move: to }]),
    );
    if (!won.has(id)) throw new Error(`request ${id} did not move`);
  }

  /** Moves a request to UNKNOWN, due for a reading. */
  async function makeUnknown(id: bigint): Promise<void> {
    await move(id, { to: 'unknown' });
    await sql('UPDATE booking_requests SET due_at = now() WHERE id = $1', [id]);
  }

  /** Writes the end of a request, without its event. */
  async function makeCreated(id: bigint, appointmentId: number): Promise<void> {
    await sql(
      `UPDATE booking_requests SET state = 'CREATED', appointment_id = $2, outcome = '{}', settled_at = now(),
         settled_by = 'response', claimed_by = NULL, lease_until = NULL WHERE id = $1`,
      [id, appointmentId],
    );
  }

  /** Claims; returns ids. */
  async function claim(instance = 'one', limit = 10): Promise<{ ids: bigint[]; contended: boolean }> {
    const { claimed, contended } = await claims.claim(limit, instance, LEASE_MS);
    return { ids: claimed.map((c) => c.id), contended };
  }

  /** Where a request stands. */
  async function stateOf(id: bigint) {
    const [row] = await sql<{ state: string; waits_for: string | null; absences: number; readings: number }>(
      'SELECT state, waits_for, absences, readings FROM booking_requests WHERE id = $1',
      [id],
    );
    return row;
  }

  const unknowns = new UnknownsStore(database);
  const findings = new FindingsStore(database);

  /** A reconciler with the real stores, to which Reservanto says `look`. */
  function reconcilerThatSees(look: () => Reading<Match>): Reconciler {
    const config = {
      reservanto: { notifiesCustomers: false },
      reconciliation: { quarantineMs: 0, giveUpMs: DAY_MS, reviewTimeoutMs: 0 },
    } as Config;
    return new Reconciler(
      unknowns,
      { look: async () => look() } as unknown as ReadBack,
      new Settlements(config, systemClock),
      findings,
      transitions,
      refused,
      database,
      new AccountGate(systemClock, logger),
      new StageWakeUps(),
      config,
      new Metrics(),
      logger,
    );
  }

  return {
    /** Its address, for a process that a test starts. */
    url,
    database,
    /** What the transitions count. */
    metrics,
    sql,
    store,
    move,
    makeUnknown,
    makeCreated,
    claim,
    stateOf,
    /** How many statements wait for a lock now. */
    waitingForLocks: async () =>
      (
        await sql(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).length,
    clear: () =>
      sql(
        'TRUNCATE booking_requests, lanes, account_pace, outbox_events, dead_letters, read_positions CASCADE',
      ),
    intake,
    /** Intake of another instance, with connections of its own. */
    anotherIntake: () => {
      const other = new Database({ database: { url, poolSize: POOL_SIZE } });
      const intake = new IntakeStore(other, letters, eventEncoding, logger);
      return { intake, close: () => other.onApplicationShutdown() };
    },
    claims,
    pace: new CallTurnsStore(database),
    transitions,
    sweeper: new Sweeper(database, claims, transitions, refused, systemClock, logger),
    recorder: () => new VerdictRecorder(database, transitions, claims, refused, refusals, logger),
    unknowns,
    findings,
    reconcilerThatSees,
    close: async () => {
      await pool.end();
      await database.onApplicationShutdown();
      await drop();
    },
  };
}

/** What {@link openStores} opened. */
export type Stores = Awaited<ReturnType<typeof openStores>>;
