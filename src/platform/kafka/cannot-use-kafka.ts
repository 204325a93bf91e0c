import type { Config } from '../config/config.js';

/** What the words of an error say about the settings, most telling first. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /needs a package that is not installed/,
    'It is no dependency of its own, as it brings 29 MB of the AWS SDK.',
  ],
  [/AWS credentials for/, 'Check the credentials of this process, such as its role, and AWS_REGION.'],
  [
    /token endpoint/,
    'Check KAFKA_OAUTH_TOKEN_URL, KAFKA_OAUTH_CLIENT_ID, KAFKA_OAUTH_CLIENT_SECRET and KAFKA_OAUTH_SCOPE. A private authority of the token endpoint is trusted with NODE_EXTRA_CA_CERTS.',
  ],
  [
    /refused the token/,
    'The brokers did not take a token that was issued: check KAFKA_OAUTH_SCOPE, KAFKA_OAUTH_EXTENSIONS or AWS_REGION, the rights of the client, and the clocks.',
  ],
  [
    /login without TLS/,
    'Use TLS (KAFKA_SSL=true), or where the network itself is encrypted set KAFKA_ALLOW_PLAINTEXT_LOGIN=true.',
  ],
  [
    /not support the requested SASL mechanism|mechanism is not supported/,
    'The brokers do not offer this KAFKA_SASL_MECHANISM at this address.',
  ],
  [
    /SASL/,
    'Check KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD; the brokers did not take this login.',
  ],
  [
    /alert (number|certificate|bad certificate|unknown ca|handshake failure|access denied)|certificate required/i,
    'The brokers refused this client: they demand a certificate that they trust, as KAFKA_SSL_CERT_FILE and KAFKA_SSL_KEY_FILE, or there is no TLS version or cipher that both know.',
  ],
  [
    /certificate|altnames/i,
    'Give the authority that signed the certificate of the brokers as KAFKA_SSL_CA_FILE, and name the brokers in KAFKA_BROKERS as their certificate does.',
  ],
  [
    /secure TLS connection|wrong version number/i,
    'There is no TLS at this address: check KAFKA_BROKERS, or set KAFKA_SSL=false.',
  ],
  [
    /Closed connection/i,
    'The brokers may want TLS or a login at this address: check KAFKA_SSL and KAFKA_SASL_MECHANISM.',
  ],
  [
    /AUTHORIZATION_FAILED|not authorized/i,
    'Give this user the right to read and write the topics, and to use the group.',
  ],
];
const OTHERWISE = 'Check KAFKA_BROKERS, and that the brokers run.';

/** Says why Kafka cannot be used and which settings to look at. Names the brokers, never a login. */
export function cannotUseKafka(error: unknown, { brokers }: Pick<Config['kafka'], 'brokers'>): Error {
  const why = error instanceof Error ? error.message : String(error);
  const words = error instanceof Error ? `${error.name} ${why}` : why;
  const advice = ADVICE.find(([pattern]) => pattern.test(words))?.[1] ?? OTHERWISE;
  return new Error(`Kafka at ${brokers.join(',')} cannot be used: ${why}. ${advice}`, { cause: error });
}
