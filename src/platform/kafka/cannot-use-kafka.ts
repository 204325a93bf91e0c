import type { Config } from '../config/config.js';

/** What the words of an error say about the settings, most telling first. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /SASL/,
    'Check KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD; the brokers did not take this login.',
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
