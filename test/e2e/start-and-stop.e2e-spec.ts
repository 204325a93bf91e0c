import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bookingRequest } from '../support/booking-request.js';
import { ProductionProcess } from '../support/production-process.js';
import { type BridgeUnderTest, startBridgeUnderTest } from '../support/bridge-under-test.js';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { query } from '../support/query.js';
import { describeWithKafka, kafkaBrokers, ownServerFolder } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const CREATE = 'EmsLike/CreateBooking';

const processes: ProductionProcess[] = [];
afterEach(async () => {
  for (const bridge of processes.splice(0)) await bridge.kill();
});

function bridgeProcess(env: Readonly<Record<string, string>>): ProductionProcess {
  const bridge = ProductionProcess.spawn(env);
  processes.push(bridge);
  return bridge;
}

describe('settings', () => {
  it(
    'that are missing or wrong end the start with code 78 and all their names, and no value',
    async () => {
      const bridge = bridgeProcess({
        KAFKA_SSL: 'perhaps',
        HTTP_PORT: '70000',
        KAFKA_SASL_PASSWORD: 'pass-7f3k9q2m',
      });
      expect(await bridge.ended).toEqual({ code: 78, signal: null });
      const missing = ['KAFKA_BROKERS', 'DATABASE_URL', 'RESERVANTO_BASE_URL', 'RESERVANTO_LONG_TIME_TOKEN'];
      for (const name of missing)
        expect(bridge.lastWords()).toMatch(new RegExp(`^ *${name} is missing`, 'm'));
      for (const name of ['KAFKA_SSL', 'HTTP_PORT'])
        expect(bridge.lastWords()).toMatch(new RegExp(`^ *${name} `, 'm'));
      expect(bridge.output.log).not.toMatch(/perhaps|70000|7f3k9q2m|    at /);
      expect(bridge.output.errors).toBe('');
    },
    MINUTE,
  );
});

describeWithKafka('the process', () => {
  let t: BridgeUnderTest;
  let env: Readonly<Record<string, string>>;

  async function installation(name: string, brokers = kafkaBrokers()): Promise<void> {
    t = await startBridgeUnderTest(name, { RESERVANTO_TIMEOUT_MS: '20000' }, {}, { brokers });
    await t.bridge.stop();
    env = { ...t.settings, LOG_LEVEL: 'debug' };
  }

  const states = () =>
    query(t.database.url, 'SELECT state, count(*)::int FROM booking_requests GROUP BY 1 ORDER BY 1');
  const owed = () => query(t.database.url, 'SELECT FROM outbox_events');
  const called = (count: number) =>
    waitUntil(() => t.simulator.calls.counts[CREATE] === count, `${count} calls to begin`, MINUTE);

  /** A bridge in a process with five calls in flight that take two seconds. */
  async function inMidCall(): Promise<ProductionProcess> {
    t.simulator.faults.arm({ fault: 'slow', delayMs: 2_000, times: 5 });
    const bridge = bridgeProcess(env);
    await bridge.says('the bridge is running');
    await t.kafka.publish(
      t.config.kafka.topics.requested,
      [1, 2, 3, 4, 5].map((n) => bookingRequest(n)),
    );
    await called(5);
    return bridge;
  }

  describe('with a Kafka of the run', () => {
    beforeEach(() => installation('start-stop'), MINUTE);
    afterEach(() => t.stop());

    it(
      'does not start without its topics: it names them, says what to do, and ends with code 1',
      async () => {
        const missing = { TOPIC_BOOKING_CREATED: 'no.such.topic', TOPIC_DEAD_LETTER: 'nor.this' };
        const bridge = bridgeProcess({ ...env, ...missing, KAFKA_CREATE_TOPICS: 'false' });
        expect(await bridge.ended).toEqual({ code: 1, signal: null });
        expect(bridge.lastWords()).toBe(
          'These topics are missing: no.such.topic, nor.this. Create them, or set KAFKA_CREATE_TOPICS=true.',
        );
      },
      MINUTE,
    );

    it.each<[string, NodeJS.Signals[]]>([
      ['SIGTERM', ['SIGTERM']],
      ['SIGTERM twice and SIGINT', ['SIGTERM', 'SIGTERM', 'SIGINT']],
      ['SIGINT twice', ['SIGINT', 'SIGINT']],
    ])(
      'sigterm in mid-call: ends with code 0 on %s, when the calls have ended and their outcomes are saved and published',
      async (_title, signals) => {
        const bridge = await inMidCall();
        for (const signal of signals) {
          bridge.signal(signal);
          await bridge.says(`"signal":"${signal}"`);
        }
        expect(t.simulator.ledger.lines).toEqual([]);
        expect(await bridge.ended).toEqual({ code: 0, signal: null });
        expect(t.simulator.ledger.lines).toHaveLength(5);
        expect(await states()).toEqual([{ state: 'CREATED', count: 5 }]);
        expect(await owed()).toEqual([]);
        expect(await t.kafka.records(t.config.kafka.topics.created, 5)).toHaveLength(5);
        expect(bridge.output.errors).toBe('');
      },
      2 * MINUTE,
    );

    it(
      'ends with code 0 on SIGTERM in the middle of its start',
      async () => {
        const bridge = bridgeProcess(env);
        await bridge.says('{');
        bridge.signal('SIGTERM');
        expect(await bridge.ended).toEqual({ code: 0, signal: null });
        expect(bridge.output.errors).toBe('');
      },
      MINUTE,
    );
  });

  it(
    'saves the outcomes of calls in flight on SIGTERM though Kafka is frozen, and they are published later',
    async () => {
      const broker: EmbeddedKafka = await startEmbeddedKafka({ dataDir: ownServerFolder('kafka') });
      try {
        await installation('frozen-kafka', broker.brokers);
        const bridge = await inMidCall();
        process.kill(broker.pid, 'SIGSTOP');
        bridge.signal('SIGTERM');
        await waitUntil(async () => (await owed()).length === 5, 'the outcomes to be saved', MINUTE);
        await bridge.says('goes on without it');
        process.kill(broker.pid, 'SIGCONT');
        expect(await bridge.ended).toEqual({ code: 0, signal: null });
        const next = bridgeProcess(env);
        await next.says('the bridge is running');
        const told = () =>
          t.kafka.seen
            .filter(({ topic }) => topic === t.config.kafka.topics.created)
            .map((r) => r.headers['ce_id']);
        await waitUntil(() => new Set(told()).size === 5, 'five outcomes', MINUTE);
        next.signal('SIGTERM');
        expect(await next.ended).toEqual({ code: 0, signal: null });
        expect(t.simulator.ledger.lines).toHaveLength(5);
      } finally {
        process.kill(broker.pid, 'SIGCONT');
        await t.stop();
        await broker.stop();
      }
    },
    3 * MINUTE,
  );
});
