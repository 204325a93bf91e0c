import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startBridge } from '../../src/bridge.js';
import { loadConfig } from '../../src/platform/config/config.js';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { freePort } from '../../src/platform/embedded/free-port.js';
import { type KafkaListener } from '../../src/platform/embedded/kafka-broker.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { bookingRequest } from '../support/booking-request.js';
import { startBridgeUnderTest } from '../support/bridge-under-test.js';
import { type BrokerCertificates, makeBrokerCertificates } from '../support/broker-certificates.js';
import { addScramLogin } from '../support/scram-login.js';
import { describeWithKafka, ownServerFolder } from '../support/stack.js';

const MINUTE = 60_000;
const USER = 'bridge';
const PASSWORD = 'pass-7f3k9q2m';
const WRONG = 'wrong-8h4l0r3n';

describeWithKafka('a secured Kafka', () => {
  let kafka: EmbeddedKafka;
  let certificates: BrokerCertificates;
  const ports = { LOGIN: 0, TLS: 0, TLS_LOGIN: 0 };
  type Listener = keyof typeof ports;

  beforeAll(async () => {
    const dataDir = ownServerFolder('kafka');
    certificates = makeBrokerCertificates(`${dataDir}-keys`);
    for (const name of Object.keys(ports) as Listener[])
      ports[name] = await freePort(null, Object.values(ports));
    kafka = await startEmbeddedKafka({ dataDir, listeners: listeners() });
    await addScramLogin(kafka.brokers[0] as string, USER, PASSWORD);
  }, MINUTE);

  afterAll(() => kafka.stop());

  function listeners(): KafkaListener[] {
    const set = (name: Listener, settings: Record<string, string>) =>
      Object.entries(settings).map(([key, value]) => `listener.name.${name.toLowerCase()}.${key}=${value}`);
    const module = (name: string) => `org.apache.kafka.common.security.${name} required`;
    const login = {
      'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
      'plain.sasl.jaas.config': `${module('plain.PlainLoginModule')} user_${USER}="${PASSWORD}";`,
      'scram-sha-256.sasl.jaas.config': `${module('scram.ScramLoginModule')};`,
    };
    const tls = {
      'ssl.keystore.location': certificates.keyStore,
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.password': certificates.password,
    };
    return [
      { name: 'LOGIN', protocol: 'SASL_PLAINTEXT', port: ports.LOGIN, settings: set('LOGIN', login) },
      { name: 'TLS', protocol: 'SSL', port: ports.TLS, settings: set('TLS', tls) },
      {
        name: 'TLS_LOGIN',
        protocol: 'SASL_SSL',
        port: ports.TLS_LOGIN,
        settings: set('TLS_LOGIN', { ...login, ...tls }),
      },
    ];
  }

  const at = (listener: Listener) => ({ KAFKA_BROKERS: `127.0.0.1:${ports[listener]}` });
  const login = (mechanism: string, password = PASSWORD) => ({
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: USER,
    KAFKA_SASL_PASSWORD: password,
  });
  const tls = () => ({ KAFKA_SSL: 'true', KAFKA_SSL_CA: certificates.ca });

  it.each<[string, () => Record<string, string>]>([
    ['a PLAIN login', () => ({ ...at('LOGIN'), ...login('plain') })],
    ['a SCRAM-SHA-256 login', () => ({ ...at('LOGIN'), ...login('scram-sha-256') })],
    ['TLS with a private authority', () => ({ ...at('TLS'), ...tls() })],
    ['a PLAIN login over TLS', () => ({ ...at('TLS_LOGIN'), ...tls(), ...login('plain') })],
    ['a SCRAM-SHA-256 login over TLS', () => ({ ...at('TLS_LOGIN'), ...tls(), ...login('scram-sha-256') })],
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
