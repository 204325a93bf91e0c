import { afterAll, beforeAll, it } from '@jest/globals';
import { type EmbeddedKafka, startEmbeddedKafka } from '../../src/platform/embedded/embedded-kafka.js';
import { bookingRequest } from '../support/booking-request.js';
import { startBridgeUnderTest } from '../support/bridge-under-test.js';
import { makeBrokerCertificates } from '../support/broker-certificates.js';
import { securedListeners } from '../support/secured-listeners.js';
import { describeWithKafka, ownServerFolder } from '../support/stack.js';
import { granted, TokenServer } from '../support/token-server.js';
import { waitUntil } from '../support/wait-until.js';

const MINUTE = 60_000;
/** The bridge logs in again ten seconds before the end of a token, so three seconds after the first login. */
const LIFE_SECONDS = 13;

describeWithKafka('token endpoint down', () => {
  let kafka: EmbeddedKafka;
  let tokens: TokenServer;
  let address: string;

  beforeAll(async () => {
    const dataDir = ownServerFolder('kafka');
    const certificates = await makeBrokerCertificates(`${dataDir}-keys`);
    const secured = await securedListeners(certificates, { user: 'nobody', password: 'unused-password' });
    address = secured.addressOf('OAUTH');
    kafka = await startEmbeddedKafka({ dataDir, listeners: secured.listeners });
    tokens = await TokenServer.start();
  }, MINUTE);

  afterAll(async () => {
    await tokens.stop();
    await kafka.stop();
  });

  it(
    'delays what is sent after the last token has ended, and it is booked when the endpoint is back',
    async () => {
      tokens.answer = () => granted(LIFE_SECONDS);
      const settings = {
        KAFKA_BROKERS: address,
        KAFKA_SASL_MECHANISM: 'oauthbearer',
        KAFKA_OAUTH_TOKEN_URL: tokens.url,
        KAFKA_OAUTH_CLIENT_ID: 'bridge',
        KAFKA_OAUTH_CLIENT_SECRET: 'client-secret',
      };
      const t = await startBridgeUnderTest('token-down', settings, {}, { brokers: kafka.brokers });
      try {
        tokens.answer = () => ({ status: 503, body: '' });
        const asked = tokens.requests.length;
        const ended = Date.now() + LIFE_SECONDS * 1000;
        await waitUntil(
          () => Date.now() > ended && tokens.requests.length > asked,
          'the last token to end',
          MINUTE,
        );
        await t.kafka.publish(t.config.kafka.topics.requested, [bookingRequest(1)]);
        tokens.answer = () => granted(60);
        await t.kafka.records(t.config.kafka.topics.created, 1);
      } finally {
        await t.stop();
      }
    },
    2 * MINUTE,
  );
});
