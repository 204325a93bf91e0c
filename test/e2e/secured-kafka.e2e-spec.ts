import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startBridge } from '../../src/bridge.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { bookingRequest } from '../support/booking-request.js';
import { startBridgeUnderTest } from '../support/bridge-under-test.js';
import {
  type BrokerCertificates,
  type KeyPair,
  makeBrokerCertificates,
} from '../support/broker-certificates.js';
import { addScramLogin } from '../support/scram-login.js';
import { type SecuredAddress, securedListeners } from '../support/secured-listeners.js';
import { describeWithKafka, ownServerFolder } from '../support/stack.js';

const MINUTE = 60_000;
const USER = 'bridge';
const PASSWORD = 'pass-7f3k9q2m';
const WRONG = 'wrong-8h4l0r3n';

describeWithKafka('a secured Kafka', () => {
  let kafka: EmbeddedKafka;
  let certificates: BrokerCertificates;
  let addressOf: (name: SecuredAddress) => string;

  beforeAll(async () => {
    const dataDir = ownServerFolder('kafka');
    certificates = await makeBrokerCertificates(`${dataDir}-keys`);
    const secured = await securedListeners(certificates, { user: USER, password: PASSWORD });
    addressOf = secured.addressOf;
    kafka = await startEmbeddedKafka({ dataDir, listeners: secured.listeners });
    await addScramLogin(kafka.brokers[0] as string, USER, PASSWORD);
  }, MINUTE);

  afterAll(() => kafka.stop());

  const at = (name: SecuredAddress) => ({ KAFKA_BROKERS: addressOf(name) });
  const login = (mechanism: string, password = PASSWORD) => ({
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: USER,
    KAFKA_SASL_PASSWORD: password,
  });
  const tls = () => ({ KAFKA_SSL: 'true', KAFKA_SSL_CA: certificates.ca });
  const shows = ({ cert, key }: KeyPair) => ({ ...tls(), KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key });

  it.each<[string, () => Record<string, string>]>([
    ['a PLAIN login', () => ({ ...at('LOGIN'), ...login('plain') })],
    ['a SCRAM-SHA-256 login', () => ({ ...at('LOGIN'), ...login('scram-sha-256') })],
    ['TLS with a private authority', () => ({ ...at('TLS'), ...tls() })],
    ['a PLAIN login over TLS', () => ({ ...at('TLS_LOGIN'), ...tls(), ...login('plain') })],
    ['a SCRAM-SHA-256 login over TLS', () => ({ ...at('TLS_LOGIN'), ...tls(), ...login('scram-sha-256') })],
    ['a client certificate', () => ({ ...at('CLIENT_CERTIFICATE'), ...shows(certificates.client) })],
  ])(
    'is consumed and published to with %s',
    async (_title, settings) => {
      const t = await startBridgeUnderTest('secured', settings(), {}, { brokers: kafka.brokers });
      try {
        await t.kafka.publish(t.config.kafka.topics.requested, [bookingRequest(1)]);
        const [record] = await t.kafka.records(t.config.kafka.topics.created, 1);
        expect(record?.key).toBe('1');
        expect(t.simulator.ledger.lines).toHaveLength(1);
      } finally {
        await t.stop();
      }
    },
    MINUTE,
  );

  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a wrong PLAIN password', () => ({ ...at('LOGIN'), ...login('plain', WRONG) }), /KAFKA_SASL_USERNAME/],
    [
      'a wrong SCRAM password',
      () => ({ ...at('LOGIN'), ...login('scram-sha-256', WRONG) }),
      /KAFKA_SASL_USERNAME/,
    ],
    ['no login', () => at('LOGIN'), /a login .*KAFKA_SASL_MECHANISM/],
    ['an authority it does not know', () => ({ ...at('TLS'), KAFKA_SSL: 'true' }), /KAFKA_SSL_CA/],
    [
      'TLS to a plain address',
      () => ({ KAFKA_BROKERS: kafka.brokers.join(','), ...tls() }),
      /no TLS .*KAFKA_SSL=false/,
    ],
    ['no client certificate', () => ({ ...at('CLIENT_CERTIFICATE'), ...tls() }), /KAFKA_SSL_CERT/],
    [
      'a client certificate of an authority that the broker does not know',
      () => ({ ...at('CLIENT_CERTIFICATE'), ...shows(certificates.stranger) }),
      /KAFKA_SSL_CERT/,
    ],
    [
      'a mechanism that the broker does not offer',
      () => ({ ...at('LOGIN'), ...login('scram-sha-512') }),
      /do not offer this KAFKA_SASL_MECHANISM/,
    ],
    ['no TLS to a TLS address', () => at('TLS'), /want TLS .*KAFKA_SSL /],
  ])(
    'refuses the start with %s, and the message names the setting and no password',
    async (_title, settings, named) => {
      const lines: string[] = [];
      const logger = createLogger({
        level: 'debug',
        destination: { write: (line) => void lines.push(line) },
      });
      const config = loadConfig({
        DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
        RESERVANTO_BASE_URL: 'http://127.0.0.1:1/v1/',
        RESERVANTO_LONG_TIME_TOKEN: 'none',
        ...settings(),
      });
      const refusal: unknown = await startBridge(config, logger).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(Error);
      expect((refusal as Error).message).toMatch(named);
      expect((refusal as Error).message).toContain(config.kafka.brokers.join(','));
      const everything = `${(refusal as Error).stack} ${lines.join('\n')}`;
      for (const secret of [PASSWORD, WRONG, Buffer.from(`\0${USER}\0${WRONG}`).toString('base64')])
        expect(everything).not.toContain(secret);
    },
    MINUTE,
  );
});
