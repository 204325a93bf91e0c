import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { headerPairs } from '../platform/kafka/incoming-record.js';
import { type LetterReasons, reasonsOf } from './letter-reasons.js';

type Headers = Parameters<typeof headerPairs>[0];
const read = (headers: Headers) => reasonsOf({ headers: headerPairs(headers) });

const int = (number: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(number);
  return bytes;
};
const long = (number: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(number);
  return bytes;
};

const BRIDGE = {
  'x-original-topic': 'booking.requested',
  'x-original-partition': '3',
  'x-original-offset': '17',
  'x-original-timestamp': '1893456000000',
  'x-error-code': 'MALFORMED_EVENT',
  'x-error-message': 'The value is empty.',
  'x-failed-at': '2030-01-01T00:00:00.000Z',
};
const SPRING = {
  'kafka_dlt-original-topic': 'orders',
  'kafka_dlt-original-partition': int(11),
  'kafka_dlt-original-offset': long(2n ** 40n),
  'kafka_dlt-original-timestamp': long(1_893_456_000_000n),
  'kafka_dlt-original-timestamp-type': 'CREATE_TIME',
  'kafka_dlt-exception-fqcn': 'org.springframework.kafka.listener.ListenerExecutionFailedException',
  'kafka_dlt-exception-cause-fqcn': 'java.lang.IllegalStateException',
  'kafka_dlt-exception-message': 'Listener failed',
  'kafka_dlt-exception-stacktrace': 'at ...',
};
const CONNECT = {
  '__connect.errors.topic': 'orders',
  '__connect.errors.partition': '0',
  '__connect.errors.offset': '9007199254740993',
  '__connect.errors.connector.name': 'sink',
  '__connect.errors.task.id': '0',
  '__connect.errors.stage': 'VALUE_CONVERTER',
  '__connect.errors.class.name': 'org.apache.kafka.connect.json.JsonConverter',
  '__connect.errors.exception.class.name': 'org.apache.kafka.connect.errors.DataException',
  '__connect.errors.exception.message': 'Converting byte[] to Kafka Connect data failed',
  '__connect.errors.exception.stacktrace': 'at ...',
};

describe('the headers of a dead letter', () => {
  it.each<[string, Headers, LetterReasons]>([
    [
      'of this bridge',
      BRIDGE,
      {
        writer: 'reservanto-bridge',
        position: { topic: 'booking.requested', partition: 3, offset: 17n },
        timestampMs: 1_893_456_000_000n,
        code: 'MALFORMED_EVENT',
        message: 'The value is empty.',
        messageMayQuote: false,
        failedAt: new Date('2030-01-01T00:00:00Z'),
      },
    ],
    [
      'of Spring Kafka',
      SPRING,
      {
        writer: 'spring-kafka',
        position: { topic: 'orders', partition: 11, offset: 2n ** 40n },
        timestampMs: 1_893_456_000_000n,
        code: 'java.lang.IllegalStateException',
        message: 'Listener failed',
        messageMayQuote: true,
        failedAt: null,
      },
    ],
    [
      'of Kafka Connect',
      CONNECT,
      {
        writer: 'kafka-connect',
        position: { topic: 'orders', partition: 0, offset: 9_007_199_254_740_993n },
        timestampMs: null,
        code: 'org.apache.kafka.connect.errors.DataException',
        message: 'Converting byte[] to Kafka Connect data failed',
        messageMayQuote: true,
        failedAt: null,
      },
    ],
    [
      'of nobody known',
      { 'content-type': 'application/json', 'x-original-topic': 'orders' },
      {
        writer: 'unknown',
        position: null,
        timestampMs: null,
        code: null,
        message: null,
        messageMayQuote: true,
        failedAt: null,
      },
    ],
  ])('%s are read', (_, headers, reasons) => {
    expect(read(headers)).toEqual(reasons);
  });

  it.each<[string, Headers, Partial<LetterReasons>]>([
    [
      "the bridge's last, when a record came with such headers of its own",
      { ...BRIDGE, 'x-error-code': ['mine', 'ID_REUSED'], 'x-original-offset': ['x', '18'] },
      { code: 'ID_REUSED', position: { topic: 'booking.requested', partition: 3, offset: 18n } },
    ],
    [
      "Spring's first, when a record failed again",
      {
        ...SPRING,
        'kafka_dlt-original-topic': ['first', 'second'],
        'kafka_dlt-original-offset': [long(1n), long(2n)],
      },
      { position: { topic: 'first', partition: 11, offset: 1n } },
    ],
    [
      "Spring's exception where it has no cause",
      { ...SPRING, 'kafka_dlt-exception-cause-fqcn': undefined },
      { code: 'org.springframework.kafka.listener.ListenerExecutionFailedException' },
    ],
    [
      'whole numbers that somebody wrote as text for Spring',
      { ...SPRING, 'kafka_dlt-original-partition': '1234', 'kafka_dlt-original-offset': '12345678' },
      { position: { topic: 'orders', partition: 1234, offset: 12_345_678n } },
    ],
    [
      'names in any case',
      Object.fromEntries(Object.entries(CONNECT).map(([name, value]) => [name.toUpperCase(), value])),
      {
        writer: 'kafka-connect',
        position: { topic: 'orders', partition: 0, offset: 9_007_199_254_740_993n },
      },
    ],
  ])('count as %s', (_, headers, reasons) => {
    expect(read(headers)).toMatchObject(reasons);
  });

  it.each<[string, Headers]>([
    ['no partition', { ...BRIDGE, 'x-original-partition': undefined }],
    ['a partition that is no number', { ...BRIDGE, 'x-original-partition': '-1' }],
    ['a partition beyond int32', { ...BRIDGE, 'x-original-partition': '2147483648' }],
    ['an offset beyond int64', { ...BRIDGE, 'x-original-offset': '9223372036854775808' }],
    ['a topic that cannot be one', { ...BRIDGE, 'x-original-topic': 'a topic\u001b[31m' }],
    ['a negative number in binary', { ...SPRING, 'kafka_dlt-original-offset': long(-1n) }],
    ['too few bytes', { ...SPRING, 'kafka_dlt-original-partition': Buffer.from([0, 1]) }],
    ['a number of the wrong size', { ...SPRING, 'kafka_dlt-original-offset': int(5) }],
    ['no topic', { ...CONNECT, '__connect.errors.topic': undefined }],
  ])('with %s do not tell where the record stood', (_, headers) => {
    expect(read(headers).position).toBeNull();
  });

  it('give no code that could not be one, because it is printed', () => {
    expect(read({ ...BRIDGE, 'x-error-code': '\u001b[2J' }).code).toBeNull();
    expect(read({ ...CONNECT, '__connect.errors.exception.class.name': 'Jan Novák' }).code).toBeNull();
  });

  it('are never thrown at, whatever they hold', () => {
    const names = fc.constantFrom(...Object.keys({ ...BRIDGE, ...SPRING, ...CONNECT }));
    const bytes = fc.uint8Array({ maxLength: 12 }).map((array) => Buffer.from(array));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, bytes)), (headers) => {
        const { position } = reasonsOf({ headers });
        if (position !== null) expect(position.partition >= 0 && position.offset >= 0n).toBe(true);
      }),
    );
  });
});
