import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CompressionTypes, Kafka, logLevel, type Message } from 'kafkajs';
import type { BridgeProcess } from '../support/bridge-process.js';
import { brokenInvariants } from '../support/invariants.js';
import type { SeenRecord } from '../support/kafka-probe.js';
import { requested } from '../support/requested.js';
import { Scenario } from '../support/scenario.js';
import { describeWithKafka, kafkaBrokers } from '../support/stack.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTES = 180_000;
const ANSWER_WITHIN_MS = 10_000;
const PROBE_EVERY_MS = 100;
const MEBIBYTE = 1024 * 1024;

/** Letters of three bytes each that do not compress, so that no index of PostgreSQL makes room for them. */
const letters = (count: number, step: number) =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + ((n * step) % 20_011))).join('');
const withHeaders = (headers: Message['headers']): Message => {
  const good = requested('too-large');
  return { ...good, headers: { ...good.headers, ...headers } };
};
const codeIn = ({ value }: SeenRecord) =>
  (JSON.parse(String(value)) as { failure: { code: string } }).failure.code;
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`h${n}`, '']));

/** Records that a broker with default limits takes, each sent as a batch of its own; and what becomes of every one. */
const OVERSIZED: readonly (readonly [string, Message[], string])[] = [
  [
    'id and source of 500 letters',
    [requested(letters(500, 7919), {}, { source: letters(500, 104_729) })],
    'UNSUPPORTED_EVENT',
  ],
  ['a key of 250 KB', [{ ...requested('too-large'), key: Buffer.alloc(250_000, 1) }], 'UNSUPPORTED_EVENT'],
  ['a key of 500 KB', [{ ...requested('too-large'), key: Buffer.alloc(500_000, 2) }], 'UNSUPPORTED_EVENT'],
  ['5,000 headers', [withHeaders(many(5_000))], 'UNSUPPORTED_EVENT'],
  ['20,000 headers', [withHeaders(many(20_000))], 'RECORD_TOO_LARGE'],
  ['a tracestate of 600 KB', [withHeaders({ ce_tracestate: 'a=b,'.repeat(150_000) })], 'UNSUPPORTED_EVENT'],
  ['the largest value that comes in', [{ value: Buffer.alloc(1_048_400, 'x') }], 'MALFORMED_EVENT'],
  [
    '20 values of 4 MiB in a batch of 80 KB',
    Array.from({ length: 20 }, () => ({ value: Buffer.alloc(4 * MEBIBYTE, ' ') })),
    'RECORD_TOO_LARGE',
  ],
  [
    'a value of 30 MiB in a batch of 30 KB',
    [{ value: Buffer.alloc(30 * MEBIBYTE, ' ') }],
    'RECORD_TOO_LARGE',
  ],
];

describeWithKafka('oversized records', () => {
  let scenario: Scenario;
  let bridge: BridgeProcess;
  const silent: string[] = [];
  const over = new AbortController();
  let probing: Promise<void>;

  beforeAll(async () => {
    scenario = await Scenario.start('oversized-records', { NODE_OPTIONS: '--max-old-space-size=128' });
    bridge = await scenario.startBridge();
    probing = probeLiveness();
    const producer = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const send = (messages: Message[], compression = CompressionTypes.None) =>
      producer.send({
        topic: scenario.requestedTopic,
        compression,
        messages: messages.map((message) => ({ ...message, partition: 0 })),
      });
    for (const [name, messages] of OVERSIZED) {
      const inflates = messages.some(({ value }) => (value?.length ?? 0) > MEBIBYTE);
      await send(messages, inflates ? CompressionTypes.GZIP : CompressionTypes.None);
      await send([requested(`behind ${name}`)]);
    }
    await producer.disconnect();
  }, MINUTES);

  afterAll(() => scenario.stop(), MINUTES);

  async function probeLiveness(): Promise<void> {
    while (!over.signal.aborted) {
      await fetch(`${bridge.url}/health/live`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
        .then((response) => response.text())
        .catch((error: unknown) => silent.push(String(error)));
      await delay(PROBE_EVERY_MS);
    }
  }

  it.each(OVERSIZED)(
    'do not hold up the request behind them: %s',
    async (name) => {
      expect((await scenario.outcomeOf(`behind ${name}`)).type).toBe('booking.created');
    },
    MINUTES,
  );

  it(
    'are dead letters, each with its reason, and their producers are told',
    async () => {
      const letterCodes = async () =>
        (
          await scenario.sql.query<{ error_code: string }>(
            'SELECT error_code FROM dead_letters ORDER BY record_offset',
          )
        ).rows.map(({ error_code }) => error_code);
      const expected = OVERSIZED.flatMap(([, messages, code]) => messages.map(() => code));
      expect(await letterCodes()).toEqual(expected);
      // What is not read as a record says nobody's identity.
      const told = expected.filter((code) => code !== 'RECORD_TOO_LARGE');
      const failures = () => scenario.kafka.seen.filter(({ topic }) => topic === scenario.topics.failed);
      await waitUntil(() => failures().length >= told.length, 'a booking.failed for each');
      expect(failures().map(codeIn).toSorted()).toEqual(told.toSorted());
      expect(await brokenInvariants(scenario)).toEqual([]);
    },
    MINUTES,
  );

  it(
    'neither silence the process nor end it, with the heap of npm start',
    async () => {
      over.abort();
      await probing;
      expect(silent).toEqual([]);
      expect(await bridge.stop()).toEqual({ code: 0, signal: null });
    },
    MINUTES,
  );
});
