import fc from 'fast-check';
import type { RecordToSend } from '../../src/platform/kafka/record-producer.js';
import { bookingRequest } from './booking-request.js';

/** Stands in every text of a random record that no reason may repeat. */
export const SECRET = '§';

/** A record of any kind, without its topic. */
export type RandomRecord = Omit<RecordToSend, 'topic'>;

const GOOD = JSON.parse(String(bookingRequest(1).value)) as Record<string, unknown>;
const IDS = 4_000;

const bytes = (max: number) => fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array));
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '\0', '\ud800', 'x'.repeat(600), 'null', '{}', '-999999-01-01', '\u202e'),
);
const secret = text.map((any) => `${SECRET}${any}${SECRET}`);
const maybe = <T>(good: T, bad: fc.Arbitrary<T | undefined> = fc.constant(undefined)) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant<T | undefined>(good) }, { weight: 1, arbitrary: bad });

/** A request that can be booked, with some properties broken, missing or of another kind. */
const data: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.integer({ min: 1_000_000, max: 1_500_000 }),
    fc.dictionary(
      fc.constantFrom(
        ...Object.keys(GOOD),
        'Count',
        'CustomerNote',
        'PaymentRequiredProcess',
        'TimeStamp',
        '__proto__',
      ),
      fc.oneof(secret, fc.jsonValue({ maxDepth: 3 }), fc.maxSafeInteger(), fc.constant(2 ** 31)),
      { maxKeys: 2 },
    ),
    fc.nat(2),
  )
  .map(([id, broken, often]) => ({
    ...GOOD,
    BookingResourceId: id,
    CustomerId: id,
    ...(often === 0 ? broken : {}),
  }));

/** Attributes of an event, most of them as they must be. */
const attributes = fc.record({
  specversion: maybe('1.0', fc.constantFrom('0.3', '1.1', '2', `${SECRET}1.0`, undefined)),
  type: maybe('booking.requested', fc.oneof(secret, fc.constantFrom('booking.created', undefined))),
  source: maybe('urn:random', fc.oneof(secret, fc.constant(undefined))),
  id: fc.oneof(
    { weight: 9, arbitrary: fc.nat(IDS).map((n) => `event-${n}`) },
    { weight: 1, arbitrary: secret },
  ),
  expirytime: maybe<string | undefined>(
    undefined,
    fc.oneof(secret, fc.constantFrom('2999-01-01T00:00:00Z', '5')),
  ),
  correlationid: fc.option(secret, { nil: undefined }),
  traceparent: fc.option(secret, { nil: undefined }),
});

type Headers = readonly (readonly [string, Buffer])[];
const given = (values: object, prefix: string): Headers =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[`${prefix}${name}`, Buffer.from(String(value))] as const],
  );

const contentType = fc.oneof(
  fc.constantFrom('application/json', 'Application/JSON; charset=utf-8', 'text/plain', 'application/avro'),
  fc.constantFrom(
    'application/cloudevents+json',
    'APPLICATION/CLOUDEVENTS+JSON; x=y',
    'application/cloudevents',
  ),
  fc.constantFrom('application/cloudevents-batch+json', 'application/cloudevents+avro'),
  secret,
);
const headerName = fc.oneof(
  fc.constantFrom(
    'ce_id',
    'CE_ID',
    'ce_source',
    'ce_type',
    'ce_specversion',
    'ce_expirytime',
    'ce_',
    'ce-id',
  ),
  fc.constantFrom(
    'content-type',
    'idempotency-key',
    'Message-Id',
    'traceparent',
    'correlationid',
    'tracestate',
  ),
  fc.constantFrom(
    'x-error-code',
    'x-original-topic',
    'kafka_dlt-original-offset',
    '',
    '__proto__',
    'constructor',
  ),
  text.filter((name) => name.isWellFormed()),
);
const noise: fc.Arbitrary<Headers> = fc.array(
  fc.tuple(headerName, fc.oneof(secret.map(Buffer.from), bytes(20), contentType.map(Buffer.from))),
  { maxLength: 3 },
);
const sometimesNoise = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Headers>([]) },
  { weight: 1, arbitrary: noise },
);

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const anyValue: fc.Arbitrary<Buffer | null> = fc.oneof(
  fc.constantFrom(
    null,
    Buffer.alloc(0),
    Buffer.from('['.repeat(20_000)),
    Buffer.from([0, 0, 0, 0, 9, 0x7b, 0x7d]),
  ),
  bytes(60),
  fc.json().map((any) => Buffer.from(any)),
  secret.map(Buffer.from),
  data.map((any) => json(any).subarray(0, 40)),
  data.map((any) => Buffer.concat([Buffer.from('\uFEFF'), json(any)])),
);
const key = fc.option(bytes(8), { freq: 3 });

const bare: fc.Arbitrary<RandomRecord> = fc
  .tuple(key, data, fc.option(fc.nat(IDS)), sometimesNoise)
  .map(([k, any, id, more]) => ({
    key: k,
    value: json(any),
    headers: [...given({ 'idempotency-key': id === null ? undefined : `bare-${id}` }, ''), ...more],
  }));
const binary: fc.Arbitrary<RandomRecord> = fc
  .tuple(
    key,
    fc.oneof({ weight: 5, arbitrary: data.map(json) }, { weight: 1, arbitrary: anyValue }),
    attributes,
    sometimesNoise,
  )
  .map(([k, value, named, more]) => ({ key: k, value, headers: [...given(named, 'ce_'), ...more] }));
const structured: fc.Arbitrary<RandomRecord> = fc
  .tuple(
    key,
    fc.oneof({ weight: 5, arbitrary: data }, { weight: 1, arbitrary: fc.jsonValue() }),
    attributes,
    fc.nat(5),
    sometimesNoise,
  )
  .map(([k, any, named, form, more]) => ({
    key: k,
    value: json({
      ...named,
      ...(form === 0 ? { data_base64: json(any).toString('base64') } : { data: any }),
    }),
    headers: [...(form === 1 ? [] : given({ 'content-type': 'application/cloudevents+json' }, '')), ...more],
  }));
const chaos: fc.Arbitrary<RandomRecord> = fc.record({ key, value: anyValue, headers: noise });

/** Records of every kind: good ones, half-valid events in every mode, and bytes with any headers. */
export const randomRecord: fc.Arbitrary<RandomRecord> = fc.oneof(bare, binary, structured, chaos);
