import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutHiddenValues } from '../logging/hidden-values.js';
import { type Config, loadConfig } from './config.js';
import { ConfigProblems } from './config-problems.js';
import { VARIABLES, type VariableName } from './variables.js';

const REQUIRED = {
  KAFKA_BROKERS: 'localhost:9092',
  DATABASE_URL: 'postgresql://u:p@localhost/d',
  RESERVANTO_BASE_URL: 'https://api.reservanto.cz/v1/',
  RESERVANTO_LONG_TIME_TOKEN: 'long-time-token',
};
type Env = Record<string, string | undefined>;

const load = (env: Env) => loadConfig({ ...REQUIRED, ...env });

/** What is wrong, each problem by itself. */
function problemsIn(env: Env): ConfigProblems['problems'] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    return error.problems;
  }
}

const problemsOf = (env: Env) =>
  Object.fromEntries(problemsIn(env).map(({ variable, message }) => [variable, message]));
const broken = (env: Env) =>
  problemsIn({ ...REQUIRED, ...env })
    .map(({ variable }) => variable)
    .sort();

describe('a variable', () => {
  it.each<[VariableName, string, (config: Config) => unknown, unknown]>([
    [
      'KAFKA_BROKERS',
      ' a:1, b.cz:9092,,[::1]:65535 ',
      (c) => c.kafka.brokers,
      ['a:1', 'b.cz:9092', '[::1]:65535'],
    ],
    ['KAFKA_CLIENT_ID', 'x y', (c) => c.kafka.clientId, 'x y'],
    ['KAFKA_CREATE_TOPICS', 'true', (c) => c.kafka.createTopics, true],
    ['TOPIC_DEAD_LETTER', 'a.B_c-9', (c) => c.kafka.topics.deadLetter, 'a.B_c-9'],
    ['EVENTS_MODE', 'structured', (c) => c.events.mode, 'structured'],
    ['EVENTS_DOCS_URL', 'https://x.cz/docs/', (c) => c.events.docsUrl, 'https://x.cz/docs'],
    ['EVENTS_DOCS_URL', 'http://bridge:8080/docs', (c) => c.events.docsUrl, 'http://bridge:8080/docs'],
    ['EVENTS_DOCS_URL', 'https://X.cz', (c) => c.events.docsUrl, 'https://x.cz'],
    ['EVENTS_DOCS_URL', '', (c) => c.events.docsUrl, null],
    [
      'DATABASE_URL',
      'postgres://u:%25@[::1]:5/d?x=1',
      (c) => c.database.url,
      'postgres://u:%25@[::1]:5/d?x=1',
    ],
    ['DATABASE_POOL_SIZE', '2', (c) => c.database.poolSize, 2],
    ['DATABASE_POOL_SIZE', '200', (c) => c.database.poolSize, 200],
    ['RESERVANTO_BASE_URL', 'https://x.cz/v1', (c) => c.reservanto.baseUrl, 'https://x.cz/v1/'],
    ['EVENTS_SOURCE', '/bookings/%C4%8D', (c) => c.events.source, '/bookings/%C4%8D'],
    ['RESERVANTO_BASE_URL', 'http://localhost:1/v1/', (c) => c.reservanto.baseUrl, 'http://localhost:1/v1/'],
    ['RESERVANTO_BASE_URL', 'http://127.0.0.1:1/v1/', (c) => c.reservanto.baseUrl, 'http://127.0.0.1:1/v1/'],
    ['RESERVANTO_BASE_URL', 'http://[::1]:1/v1/', (c) => c.reservanto.baseUrl, 'http://[::1]:1/v1/'],
    ['REQUEST_TTL_SECONDS', '0060', (c) => c.requestTtlMs, 60_000],
    ['HTTP_PORT', '0', (c) => c.http.port, 0],
  ])('%s reads %j', (name, text, read, expected) => {
    expect(read(load({ [name]: text }))).toEqual(expected);
  });

  it.each<[VariableName, string[]]>([
    [
      'KAFKA_BROKERS',
      [',', ' ', 'localhost', 'localhost:', ':9092', 'a:99999', 'a:1 b:1', 'http://a:1', 'a:b', '::1:9092'],
    ],
    ['KAFKA_CLIENT_ID', [' ', '\t\n']],
    ['RESERVANTO_LONG_TIME_TOKEN', ['  ']],
    ['KAFKA_SSL', ['TRUE', '1', 'yes', 'true ', ' ']],
    ['TOPIC_DEAD_LETTER', ['.', '..', 'a b', 'žádost', 'a/b', 'x'.repeat(250)]],
    [
      'EVENTS_DOCS_URL',
      [
        'x.cz/docs',
        '/docs',
        'ftp://x.cz/docs',
        'https:x.cz',
        'https://',
        'https://u:p@x.cz/docs',
        'https://x.cz/docs?a=1',
        'https://x.cz/docs#a',
      ],
    ],
    ['EVENTS_SOURCE', ['hello world', ' ', 'žádost', '100%', 'a b', ':a', 'x'.repeat(256)]],
    ['LOG_LEVEL', ['INFO', 'trace', 'verbose', ' info']],
    [
      'DATABASE_URL',
      ['localhost', 'mysql://u:p@h/d', 'postgresql://', 'postgresql:u', 'postgresql://u:50%@h/d'],
    ],
    [
      'DATABASE_POOL_SIZE',
      ['1', '201', '-5', '+5', '5.0', '1e1', ' 5', '0x5', '٥', 'NaN', '99999999999999999999'],
    ],
    [
      'RESERVANTO_BASE_URL',
      [
        'api.reservanto.cz/v1/',
        'http://api.reservanto.cz/v1/',
        'https://api.reservanto.cz/',
        'https://x.cz/v1/x',
        'https://x.cz/v1/?a=1',
        'https://x.cz/v1/#a',
        'https://u:p@x.cz/v1/',
        'ftp://x/v1/',
        'http://[2001:db8::1]/v1/',
        'http://127.0.0.1.evil.cz/v1/',
        'http://simulator:8090/v1/',
      ],
    ],
  ])('%s refuses what it cannot use', (name, texts) => {
    for (const text of texts)
      expect({ text, broken: broken({ [name]: text }) }).toEqual({ text, broken: [name] });
  });

  it('that is empty counts as not set', () => {
    const empty = Object.fromEntries(
      Object.keys(VARIABLES).flatMap((name) => [
        [name, ''],
        [`${name}_FILE`, ''],
      ]),
    );
    expect(loadConfig({ ...empty, ...REQUIRED })).toEqual(loadConfig(REQUIRED));
    expect(Object.keys(problemsOf(empty))).toEqual(Object.keys(REQUIRED));
  });

  it('has a default that it can read itself, unless it is required or optional', () => {
    for (const [name, { default: text, required, read }] of Object.entries(VARIABLES)) {
      if (text !== null) expect({ name, ...read(text) }).toMatchObject({ name, ok: true });
      if (required) expect({ name, text }).toEqual({ name, text: null });
    }
  });
});

describe('a variable in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (content: string) => {
    const path = join(folder, 'value');
    writeFileSync(path, content);
    return path;
  };

  it.each(Object.keys(REQUIRED) as (keyof typeof REQUIRED)[])(
    'is read in place of %s, without the line end',
    (name) => {
      for (const end of ['', '\n', '\r\n', '\n\n'])
        expect(load({ [name]: undefined, [`${name}_FILE`]: file(REQUIRED[name] + end) })).toEqual(load({}));
    },
  );

  it('is a problem of its variable when it is missing, a folder, empty, bad, or set besides the variable', () => {
    const of = (path: string) =>
      problemsOf({ ...REQUIRED, DATABASE_URL: undefined, DATABASE_URL_FILE: path });
    for (const path of [join(folder, 'missing'), folder, file(''), file(' \n')])
      expect(of(path)['DATABASE_URL']).toMatch(/file that DATABASE_URL_FILE names$/);
    expect(of(file('mysql://u:p@h/d'))['DATABASE_URL']).toMatch(/^must be an address like/);
    expect(problemsOf({ ...REQUIRED, DATABASE_URL_FILE: file(REQUIRED.DATABASE_URL) })).toEqual({
      DATABASE_URL: 'is set, and DATABASE_URL_FILE too; keep one of them',
    });
  });
});

describe('the settings as a whole', () => {
  it('have defaults for all that is not required', () => {
    expect(loadConfig(REQUIRED)).toMatchObject({
      kafka: {
        clientId: 'reservanto-bridge',
        groupId: 'reservanto-bridge',
        ssl: null,
        sasl: null,
        createTopics: false,
        topics: {
          requested: 'booking.requested',
          created: 'booking.created',
          failed: 'booking.failed',
          deadLetter: 'booking.requested.dlq',
        },
      },
      reservanto: { timeoutMs: 20_000, notifiesCustomers: false },
      dispatch: { lane: 'resource', leaseMs: 60_000 },
      requestTtlMs: 86_400_000,
      logLevel: 'info',
      shutdownGraceMs: 30_000,
      warnings: [],
    });
  });

  it('are refused with all that is wrong at once, in words that name the variable and the rule', () => {
    const env = {
      HTTP_PORT: 'x',
      KAFKA_SSL: 'x',
      TOPIC_DEAD_LETTER: 'booking.requested',
      KAFKA_SASL_PASSWORD: 'x',
    };
    expect(Object.keys(problemsOf(env)).sort()).toEqual(
      [
        ...Object.keys(REQUIRED),
        'HTTP_PORT',
        'KAFKA_SSL',
        'TOPIC_DEAD_LETTER',
        'KAFKA_SASL_MECHANISM',
      ].sort(),
    );
    expect(() => loadConfig(env)).toThrow(
      /^These settings cannot be used:\n {2}KAFKA_BROKERS is missing\. Brokers/,
    );
  });

  it.each<[string, Env, string[]]>([
    [
      'outcomes into the topic that is read',
      { TOPIC_BOOKING_FAILED: 'booking.requested' },
      ['TOPIC_BOOKING_FAILED'],
    ],
    ['dead letters into it', { TOPIC_BOOKING_REQUESTED: 'booking.requested.dlq' }, ['TOPIC_DEAD_LETTER']],
    [
      'a token in the clear that is allowed to be',
      { RESERVANTO_BASE_URL: 'http://simulator:8090/v1/', RESERVANTO_ALLOW_PLAINTEXT_TOKEN: 'true' },
      [],
    ],
    ['both outcomes in one topic', { TOPIC_BOOKING_FAILED: 'booking.created' }, []],
    ['a lease of two time-outs', { RESERVANTO_TIMEOUT_MS: '30000', DISPATCH_LEASE_SECONDS: '60' }, []],
    ['a lease shorter than that', { RESERVANTO_TIMEOUT_MS: '30001' }, ['DISPATCH_LEASE_SECONDS']],
    ['a lease that was not read', { DISPATCH_LEASE_SECONDS: 'x' }, ['DISPATCH_LEASE_SECONDS']],
    [
      'a quarantine as long as a lease',
      { RECONCILE_QUARANTINE_SECONDS: '60' },
      ['RECONCILE_QUARANTINE_SECONDS'],
    ],
    ['a quarantine longer than a lease', { RECONCILE_QUARANTINE_SECONDS: '61' }, []],
    ['giving up within the quarantine', { RECONCILE_GIVE_UP_SECONDS: '179' }, ['RECONCILE_GIVE_UP_SECONDS']],
    ['giving up at its end', { RECONCILE_GIVE_UP_SECONDS: '180' }, []],
    [
      'no marks in lanes by key',
      { RESERVANTO_MARK_NOTES: 'false', DISPATCH_LANE: 'key' },
      ['RESERVANTO_MARK_NOTES'],
    ],
    ['no marks in lanes by resource', { RESERVANTO_MARK_NOTES: 'false' }, []],
  ])('agree with each other: %s', (_, env, expected) => {
    expect(broken(env)).toEqual(expected);
  });

  it('are never repeated in what is said about them, whatever they are', () => {
    const marked = fc.string({ maxLength: 30 }).map((text) => `q7Zx9${text}`);
    const value = fc.oneof(
      marked,
      marked.map((text) => `http://u:${text}@h/`),
      marked.map((text) => `${text}:${text}`),
    );
    const names = Object.keys(VARIABLES);
    fc.assert(
      fc.property(fc.array(value, { minLength: names.length, maxLength: names.length }), (values) => {
        const env = Object.fromEntries(names.map((name, i) => [name, values[i]]));
        const inFiles = Object.fromEntries(names.map((name, i) => [`${name}_FILE`, `/nowhere/${values[i]}`]));
        for (const all of [env, inFiles, { ...env, ...inFiles }]) {
          let said = '';
          try {
            loadConfig(all);
          } catch (error) {
            said = `${String(error)} ${(error as Error).stack} ${JSON.stringify(error)}`;
          }
          expect(said).toContain('HTTP_PORT');
          expect(said).not.toContain('q7Zx9');
        }
      }),
    );
  });

  it('hide every secret from the log, also one that cannot be used', () => {
    const secrets = Object.entries(VARIABLES).flatMap(([name, { secret }]) => (secret ? [name] : []));
    expect(secrets.sort()).toEqual([
      'DATABASE_URL',
      'KAFKA_OAUTH_CLIENT_SECRET',
      'KAFKA_SASL_PASSWORD',
      'KAFKA_SSL_KEY',
      'KAFKA_SSL_KEY_PASSPHRASE',
      'RESERVANTO_LONG_TIME_TOKEN',
    ]);
    for (const name of secrets) problemsOf({ [name]: `hide-me-${name}` });
    for (const name of secrets) expect(withoutHiddenValues(`<hide-me-${name}>`)).toBe('<[secret]>');
  });
});
