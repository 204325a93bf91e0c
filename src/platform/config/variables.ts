import { certificates, privateKey } from './pem-variables.js';
import {
  apiUrl,
  brokers,
  extensions,
  flag,
  integer,
  pageUrl,
  postgresUrl,
  text,
  tokenUrl,
  topic,
  uriReference,
  word,
} from './variable.js';

const kafka = 'Kafka';
const topics = 'Topics and events';
const database = 'Database';
const reservanto = 'Reservanto';
const dispatch = 'Dispatch';
const reconciliation = 'Reconciliation';
const service = 'Service';

/** Every environment variable that this service reads. `.env.example` and docs/configuration.md are made from it. */
export const VARIABLES = {
  KAFKA_BROKERS: brokers({
    group: kafka,
    required: true,
    description: 'Brokers, as host:port, separated by commas.',
  }),
  KAFKA_CLIENT_ID: text({
    group: kafka,
    default: 'reservanto-bridge',
    description: 'Name shown to the brokers.',
  }),
  KAFKA_GROUP_ID: text({
    group: kafka,
    default: 'reservanto-bridge',
    description: 'Consumer group, used as it stands.',
  }),
  KAFKA_SSL: flag({ group: kafka, default: 'false', description: 'Talk TLS to the brokers.' }),
  KAFKA_SSL_CA: certificates({
    group: kafka,
    description:
      'Certificates of the authorities that may sign those of the brokers, instead of the public ones. PEM text, usually given as KAFKA_SSL_CA_FILE.',
  }),
  KAFKA_SSL_CERT: certificates({
    group: kafka,
    description:
      'Client certificate, then its intermediate ones, for brokers that demand one (mTLS). PEM text, usually given as KAFKA_SSL_CERT_FILE. Read at the start: restart after a renewal.',
  }),
  KAFKA_SSL_KEY: privateKey({
    group: kafka,
    secret: true,
    description: 'Private key of KAFKA_SSL_CERT. PEM text, usually given as KAFKA_SSL_KEY_FILE.',
  }),
  KAFKA_SSL_KEY_PASSPHRASE: text({
    group: kafka,
    secret: true,
    description: 'Passphrase of KAFKA_SSL_KEY, when the key is encrypted.',
  }),
  KAFKA_SASL_MECHANISM: word({
    group: kafka,
    words: ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer', 'aws-msk-iam'],
    description:
      'How to log in to the brokers. plain and scram-* need the user name and the password, oauthbearer the KAFKA_OAUTH_* settings, aws-msk-iam AWS_REGION.',
  }),
  KAFKA_SASL_USERNAME: text({ group: kafka, description: 'User name at the brokers.' }),
  KAFKA_SASL_PASSWORD: text({ group: kafka, secret: true, description: 'Password at the brokers.' }),
  KAFKA_OAUTH_TOKEN_URL: tokenUrl({
    group: kafka,
    description:
      'Token endpoint of oauthbearer, where the client credentials are exchanged for a token. Plain http only on this machine.',
  }),
  KAFKA_OAUTH_CLIENT_ID: text({ group: kafka, description: 'Client id of oauthbearer.' }),
  KAFKA_OAUTH_CLIENT_SECRET: text({
    group: kafka,
    secret: true,
    description: 'Client secret of oauthbearer.',
  }),
  KAFKA_OAUTH_SCOPE: text({
    group: kafka,
    description: 'Scope of the token of oauthbearer, or several with spaces between them.',
  }),
  KAFKA_OAUTH_EXTENSIONS: extensions({
    group: kafka,
    description:
      'SASL extensions of oauthbearer; Confluent Cloud demands logicalCluster=lkc-...,identityPoolId=pool-....',
  }),
  AWS_REGION: text({
    group: kafka,
    description:
      'AWS region of the brokers, for aws-msk-iam. Amazon sets it in most of its own environments; the credentials are found as every AWS program finds them.',
  }),
  KAFKA_ALLOW_PLAINTEXT_LOGIN: flag({
    group: kafka,
    default: 'false',
    description:
      'Log in to brokers on other machines without TLS. Anyone who sees the traffic can then log in too; for networks that encrypt by themselves.',
  }),
  KAFKA_CREATE_TOPICS: flag({
    group: kafka,
    default: 'false',
    description: 'Create missing topics at the start. Otherwise they are reported and the start fails.',
  }),
  TOPIC_BOOKING_REQUESTED: topic({
    group: topics,
    default: 'booking.requested',
    description: 'Topic that is read.',
  }),
  TOPIC_BOOKING_CREATED: topic({
    group: topics,
    default: 'booking.created',
    description: 'Topic of bookings that exist.',
  }),
  TOPIC_BOOKING_FAILED: topic({
    group: topics,
    default: 'booking.failed',
    description: 'Topic of requests that failed.',
  }),
  TOPIC_DEAD_LETTER: topic({
    group: topics,
    default: 'booking.requested.dlq',
    description: 'Topic of records that could not become requests.',
  }),
  EVENTS_MODE: word({
    group: topics,
    words: ['binary', 'structured'],
    default: 'binary',
    description: 'CloudEvents content mode of published events.',
  }),
  EVENTS_SOURCE: uriReference({
    group: topics,
    default: 'urn:reservanto-bridge',
    description: 'CloudEvents source of published events.',
  }),
  EVENTS_DOCS_URL: pageUrl({
    group: topics,
    description:
      'Address under which readers of events reach /docs of this service, such as https://bookings.example.com/docs. With it the type of a failure is the page of its code; without it, a URN.',
  }),
  DATABASE_URL: postgresUrl({
    group: database,
    required: true,
    secret: true,
    description: 'PostgreSQL, as postgresql://user:password@host:5432/database.',
  }),
  DATABASE_POOL_SIZE: integer({
    group: database,
    default: '10',
    min: 2,
    max: 200,
    description: 'Connections of this process, besides one for the relay lock.',
  }),
  RESERVANTO_BASE_URL: apiUrl({
    group: reservanto,
    required: true,
    description: 'API address; production is https://api.reservanto.cz/v1/.',
  }),
  RESERVANTO_LONG_TIME_TOKEN: text({
    group: reservanto,
    required: true,
    secret: true,
    description: 'Long-time token with the rights Booking_w and Event_r.',
  }),
  RESERVANTO_ALLOW_PLAINTEXT_TOKEN: flag({
    group: reservanto,
    default: 'false',
    description:
      'Let RESERVANTO_BASE_URL be http:// on another machine, such as a simulator or a proxy that adds TLS. Anyone who sees the traffic can then book.',
  }),
  RESERVANTO_TIMEOUT_MS: integer({
    group: reservanto,
    default: '20000',
    min: 100,
    max: 300_000,
    description: 'Longest time of one call, in milliseconds.',
  }),
  RESERVANTO_CONCURRENCY: integer({
    group: reservanto,
    default: '64',
    min: 1,
    max: 1_000,
    description: 'Calls in flight at the same time, in this process.',
  }),
  RESERVANTO_RATE_PER_SECOND: integer({
    group: reservanto,
    default: '0',
    min: 0,
    max: 10_000,
    description:
      'Most calls of CreateBooking that begin in one second, evenly spread, in all instances together; 0 sets no limit.',
  }),
  RESERVANTO_NOTIFIES_CUSTOMERS: flag({
    group: reservanto,
    default: 'false',
    description:
      'Whether the account has the right CustomerNotifications, so that Reservanto itself writes to customers. The API cannot be asked.',
  }),
  RESERVANTO_MARK_NOTES: flag({
    group: reservanto,
    default: 'true',
    description:
      'Add the reference of the request to CustomerNote, as a last line. It proves whose booking is found after an unknown outcome; without it only customer, resource, service, start and count can tell, and DISPATCH_LANE must be resource.',
  }),
  DISPATCH_LANE: word({
    group: dispatch,
    words: ['resource', 'key', 'none'],
    default: 'resource',
    description:
      'What is booked one after the other: requests of one resource, of one record key, or nothing.',
  }),
  DISPATCH_LEASE_SECONDS: integer({
    group: dispatch,
    default: '60',
    min: 1,
    max: 3_600,
    description:
      'How long a claim lasts without being renewed, and so the time after which the calls of a dead instance are noticed. At least twice RESERVANTO_TIMEOUT_MS: a call begins only when its claim will outlive it.',
  }),
  INTAKE_MAX_WAITING: integer({
    group: dispatch,
    default: '100000',
    min: 1_000,
    max: 10_000_000,
    description:
      'Requests that wait in the database before nothing more is taken in; the rest of a backlog stays in Kafka. Raise it when one resource alone can have as many.',
  }),
  REQUEST_TTL_SECONDS: integer({
    group: dispatch,
    default: '86400',
    min: 1,
    max: 31_536_000,
    description: 'Age at which a request that is still waiting expires.',
  }),
  RECONCILE_QUARANTINE_SECONDS: integer({
    group: reconciliation,
    default: '180',
    min: 1,
    max: 86_400,
    description:
      'Time after an unknown outcome before "not found" can count as proof that nothing was booked. Longer than the latest moment at which Reservanto may still book a call that was cut off, and than DISPATCH_LEASE_SECONDS.',
  }),
  RECONCILE_GIVE_UP_SECONDS: integer({
    group: reconciliation,
    default: '3600',
    min: 1,
    max: 604_800,
    description: 'Time without proof after which a request goes to a person. At least the quarantine.',
  }),
  REVIEW_TIMEOUT_SECONDS: integer({
    group: reconciliation,
    default: '86400',
    min: 1,
    max: 31_536_000,
    description: 'Time after which a request in review that nobody settled fails with OUTCOME_UNKNOWN.',
  }),
  PATROL_PER_MINUTE: integer({
    group: reconciliation,
    default: '10',
    min: 0,
    max: 6_000,
    description:
      'How many settled requests each instance looks up again each minute, to find bookings that should not be there; 0 switches it off. Needs RESERVANTO_MARK_NOTES.',
  }),
  HTTP_HOST: text({
    group: service,
    default: '0.0.0.0',
    description: 'Address on which health, metrics and documentation are served.',
  }),
  HTTP_PORT: integer({
    group: service,
    default: '8080',
    min: 0,
    max: 65_535,
    description: 'Port of the same; 0 takes a free one.',
  }),
  LOG_LEVEL: word({
    group: service,
    words: ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
    default: 'info',
    description: 'How much is logged, as JSON lines.',
  }),
  SHUTDOWN_GRACE_SECONDS: integer({
    group: service,
    default: '30',
    min: 1,
    max: 600,
    description: 'Time that a stop gives to calls in flight.',
  }),
} as const;

/** The name of a variable of {@link VARIABLES}. */
export type VariableName = keyof typeof VARIABLES;
