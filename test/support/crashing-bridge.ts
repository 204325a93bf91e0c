import { writeSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { assembleBridge, runStages } from '../../src/bridge.js';
import { VerdictRecorder } from '../../src/dispatch/verdict-recorder.js';
import { BookingRequestsServer } from '../../src/intake/booking-requests.server.js';
import { IntakeStore } from '../../src/intake/intake.store.js';
import { OutboxStore } from '../../src/outbox/outbox.store.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { connectKafka } from '../../src/platform/kafka/kafkajs/kafkajs-kafka.js';
import { RecordProducer } from '../../src/platform/kafka/record-producer.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { AccountGate } from '../../src/reservanto/account-gate.js';
import { Reservanto } from '../../src/reservanto/reservanto.module.js';

/** Points of a request's life at which a process can be told to die (CRASH_AT) or to stop until SIGCONT (PAUSE_AT, once). */
export type Point =
  | 'before-the-call'
  | 'before-the-write'
  | 'after-the-answer'
  | 'after-the-outcome'
  | 'after-the-publish'
  | 'before-the-commit';

/** What a paused process writes to its standard error just before it stops. */
export const PAUSED = 'paused';

/** The shortest that a broker accepts, so that a killed member of the consumer group is missed soon. */
const SESSION_TIMEOUT_MS = 6_000;

let hasPaused = false;

/** The bridge as `src/main.ts` runs it, for tests: with points to die at, and a gate whose clock can be put forward. */
async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger({ level: config.logLevel });
  const app = await assembleBridge(config, logger, connectKafka(config, logger));
  app.get(BookingRequestsServer).sessionTimeoutMs = SESSION_TIMEOUT_MS;
  watchCalls(app);
  watchStores(app);
  letGateClockGo(app);
  const bridge = await runStages(app, config, logger);
  logger.info({ url: bridge.url }, 'the bridge is running');
  process.once('SIGTERM', () => void bridge.stop().then(() => process.exit(0)));
}

function watchCalls(app: INestApplication): void {
  const reservanto = app.get(Reservanto);
  const createBooking = reservanto.createBooking.bind(reservanto);
  reservanto.createBooking = async (...call) => {
    await reach('before-the-call');
    const report = await createBooking(...call);
    await reach('after-the-answer');
    return report;
  };
  const agent = reservanto['calls']['agent'];
  const dispatch = agent.dispatch.bind(agent);
  agent.dispatch = (options, handler) => {
    if (options.path.endsWith('/CreateBooking')) void reach('before-the-write');
    return dispatch(options, handler);
  };
}

function watchStores(app: INestApplication): void {
  const recorder = app.get(VerdictRecorder);
  const record = recorder.record.bind(recorder);
  recorder.record = async (ended) => {
    const recorded = await record(ended);
    await reach('after-the-outcome');
    return recorded;
  };
  // Or the relay of the same process might publish in the moment before it dies.
  if (process.env['CRASH_AT'] === 'after-the-outcome')
    app.get(RecordProducer).send = () => new Promise(() => undefined);
  const outbox = app.get(OutboxStore);
  const markPublished = outbox.markPublished.bind(outbox);
  outbox.markPublished = async (published) => {
    if (published.length > 0) await reach('after-the-publish');
    return markPublished(published);
  };
  const intake = app.get(IntakeStore);
  const store = intake.store.bind(intake);
  intake.store = async (slice) => {
    const stored = await store(slice);
    await reach('before-the-commit');
    return stored;
  };
}

/** Every message of the parent puts the clock of the account's gate forward by so many milliseconds. */
function letGateClockGo(app: INestApplication): void {
  let forwardMs = 0;
  process.on('message', (milliseconds: number) => (forwardMs += milliseconds));
  process.on('disconnect', () => process.exit(1));
  Object.assign(app.get(AccountGate), { clock: () => Date.now() + forwardMs });
}

/** Returns at once, after SIGCONT, or never. */
async function reach(point: Point): Promise<void> {
  if (process.env['CRASH_AT'] === point) {
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => undefined);
  }
  if (process.env['PAUSE_AT'] === point && !hasPaused) {
    hasPaused = true;
    writeSync(2, `${PAUSED}\n`);
    process.kill(process.pid, 'SIGSTOP');
  }
}

await main();
