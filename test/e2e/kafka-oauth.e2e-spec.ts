import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { startBridge } from '../../src/bridge.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { freePort } from '../../src/platform/embedded/free-port.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { bookingRequest } from '../support/booking-request.js';
import { startBridgeUnderTest } from '../support/bridge-under-test.js';
import { type BrokerCertificates, makeBrokerCertificates } from '../support/broker-certificates.js';
import { type SecuredAddress, securedListeners } from '../support/secured-listeners.js';
import { describeWithKafka, ownServerFolder } from '../support/stack.js';
import { granted, type TokenAnswer, TokenServer, unsecuredToken } from '../support/token-server.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
const CLIENT = 'bridge@example';
const SECRET = 'secret: 7f3k9q2m/+%';
/** Shorter than this, every request would be preceded by a login: kafkajs logs in again ten seconds before the end. */
const SHORT_LIFE_SECONDS = 13;

describeWithKafka('a Kafka that takes tokens', () => {
  let kafka: EmbeddedKafka;
  let certificates: BrokerCertificates;
  let addressOf: (name: SecuredAddress) => string;
  let tokens: TokenServer;

  beforeAll(async () => {
    const dataDir = ownServerFolder('kafka');
    certificates = await makeBrokerCertificates(`${dataDir}-keys`);
    const secured = await securedListeners(certificates, { user: 'nobody', password: 'unused-password' });
    addressOf = secured.addressOf;
    kafka = await startEmbeddedKafka({ dataDir, listeners: secured.listeners });
  }, MINUTE);

  afterAll(() => kafka.stop());

  beforeEach(async () => void (tokens = await TokenServer.start()));
  afterEach(() => tokens.stop());

  const settings = (name: SecuredAddress = 'OAUTH') => ({
    KAFKA_BROKERS: addressOf(name),
    KAFKA_SASL_MECHANISM: 'oauthbearer',
    KAFKA_OAUTH_TOKEN_URL: tokens.url,
    KAFKA_OAUTH_CLIENT_ID: CLIENT,
    KAFKA_OAUTH_CLIENT_SECRET: SECRET,
    KAFKA_OAUTH_SCOPE: 'kafka bookings',
    KAFKA_OAUTH_EXTENSIONS: 'logicalCluster=lkc-1,identityPoolId=pool-2',
  });
  const tls = () => ({ KAFKA_SSL: 'true', KAFKA_SSL_CA: certificates.ca });

  it.each<[string, () => Record<string, string>]>([
    ['without TLS on this machine', () => settings('OAUTH')],
    ['over TLS', () => ({ ...settings('TLS_OAUTH'), ...tls() })],
  ])(
    'is consumed and published to with one token for all connections, %s',
    async (_title, env) => {
      const t = await startBridgeUnderTest('oauth', env(), {}, { brokers: kafka.brokers });
      try {
        await t.kafka.publish(t.config.kafka.topics.requested, [bookingRequest(1)]);
        await t.kafka.records(t.config.kafka.topics.created, 1);
        const credentials = `${encodeURIComponent(CLIENT)}:${encodeURIComponent(SECRET)}`;
        expect(tokens.requests).toEqual([
          {
            authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
            form: { grant_type: 'client_credentials', scope: 'kafka bookings' },
          },
        ]);
      } finally {
        await t.stop();
      }
    },
    MINUTE,
  );

  it(
    'is consumed and published to after the first token has expired, with later ones',
    async () => {
      tokens.answer = () => granted(SHORT_LIFE_SECONDS);
      const t = await startBridgeUnderTest('oauth', settings(), {}, { brokers: kafka.brokers });
      const expired = Date.now() + SHORT_LIFE_SECONDS * 1000;
      try {
        await t.kafka.publish(t.config.kafka.topics.requested, [bookingRequest(1)]);
        await t.kafka.records(t.config.kafka.topics.created, 1);
        const issued = tokens.requests.length;
        await waitUntil(() => Date.now() > expired, 'the first token to expire', MINUTE);
        expect(tokens.requests.length).toBeGreaterThan(issued);
        await t.kafka.publish(t.config.kafka.topics.requested, [bookingRequest(2)]);
        await t.kafka.records(t.config.kafka.topics.created, 2);
      } finally {
        await t.stop();
      }
    },
    2 * MINUTE,
  );

  it.each<[string, () => TokenAnswer, RegExp]>([
    [
      'refuses the client',
      () => ({ status: 401, body: `{"error":"invalid_client","error_description":"${SECRET}"}` }),
      /answered 401 invalid_client\. .*KAFKA_OAUTH_CLIENT_SECRET/,
    ],
    ['fails', () => ({ status: 503, body: '<html>' }), /token endpoint at 127.0.0.1:\d+ .*answered 503/],
    [
      'redirects',
      () => ({ status: 302, body: '', headers: { location: `${tokens.url}/elsewhere` } }),
      /answered 302/,
    ],
    ['answers no token', () => ({ status: 200, body: '{"access_token":"a\\nb"}' }), /holds no access_token/],
    [
      'answers without an end',
      () => ({ status: 200, body: ' '.repeat(1_000_000) }),
      /longer than 65536 bytes/,
    ],
    [
      'gives a token that the broker refuses',
      () => ({ status: 200, body: JSON.stringify({ access_token: unsecuredToken(-60), expires_in: 60 }) }),
      /broker refused the token \(invalid_token\).*KAFKA_OAUTH_SCOPE/,
    ],
  ])(
    'is not used when the token endpoint %s: the start says so, without a secret',
    async (_title, answer, said) => {
      tokens.answer = answer;
      const { message, everything } = await refusedStart(settings());
      expect(message).toMatch(said);
      expect(everything).not.toContain(SECRET);
      for (const { authorization } of tokens.requests)
        expect(everything).not.toContain(authorization.slice('Basic '.length));
    },
    MINUTE,
  );

  it(
    'is not used when there is no token endpoint: the start says so',
    async () => {
      const url = `http://127.0.0.1:${await freePort(null)}/token`;
      const { message } = await refusedStart({ ...settings(), KAFKA_OAUTH_TOKEN_URL: url });
      expect(message).toMatch(/token endpoint at 127\.0\.0\.1:\d+ .*ECONNREFUSED/);
    },
    MINUTE,
  );

  async function refusedStart(env: Record<string, string>) {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const config = loadConfig({
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      RESERVANTO_BASE_URL: 'http://127.0.0.1:1/v1/',
      RESERVANTO_LONG_TIME_TOKEN: 'none',
      ...env,
    });
    const refusal: unknown = await startBridge(config, createLogger({ level: 'debug', destination })).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(refusal instanceof Error)) throw new Error('The start was not refused.');
    return { message: refusal.message, everything: `${refusal.stack} ${lines.join('\n')}` };
  }
});
