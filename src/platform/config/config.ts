import { ConfigProblems } from './config-problems.js';
import { crossProblems } from './cross-rules.js';
import { misspeltVariables } from './misspelt.js';
import { loginOf, tlsOf } from './kafka-security.js';
import { type Complete, readVariables, type Values } from './read-variables.js';

/** Injection token of the {@link Config}. */
export const CONFIG = Symbol('config');

/** The settings of the process, checked. Durations end in `Ms`. */
export type Config = ReturnType<typeof arrange>;

/**
 * Reads the settings from the environment; nothing else does. Throws {@link ConfigProblems} with everything that is
 * wrong at once.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { values, problems } = readVariables(env);
  const unread = new Set(problems.map(({ variable }) => variable));
  const all = [...problems, ...crossProblems(values, unread)];
  if (all.length > 0) throw new ConfigProblems(all);
  const warnings = misspeltVariables(env).map(
    ({ name, meant }) =>
      `${name} is not a variable of this service${meant === null ? '' : `; did you mean ${meant}?`}`,
  );
  return arrange(values as Complete, values, warnings);
}

function arrange(v: Complete, optional: Values, warnings: readonly string[]) {
  return Object.freeze({
    kafka: {
      brokers: v.KAFKA_BROKERS,
      clientId: v.KAFKA_CLIENT_ID,
      groupId: v.KAFKA_GROUP_ID,
      ssl: tlsOf(v, optional),
      sasl: loginOf(v, optional),
      allowPlaintextLogin: v.KAFKA_ALLOW_PLAINTEXT_LOGIN,
      createTopics: v.KAFKA_CREATE_TOPICS,
      topics: {
        requested: v.TOPIC_BOOKING_REQUESTED,
        created: v.TOPIC_BOOKING_CREATED,
        failed: v.TOPIC_BOOKING_FAILED,
        deadLetter: v.TOPIC_DEAD_LETTER,
      },
    },
    events: { mode: v.EVENTS_MODE, source: v.EVENTS_SOURCE, docsUrl: optional.EVENTS_DOCS_URL },
    database: { url: v.DATABASE_URL, poolSize: v.DATABASE_POOL_SIZE },
    reservanto: {
      baseUrl: v.RESERVANTO_BASE_URL,
      longTimeToken: v.RESERVANTO_LONG_TIME_TOKEN,
      timeoutMs: v.RESERVANTO_TIMEOUT_MS,
      concurrency: v.RESERVANTO_CONCURRENCY,
      ratePerSecond: v.RESERVANTO_RATE_PER_SECOND,
      notifiesCustomers: v.RESERVANTO_NOTIFIES_CUSTOMERS,
      markNotes: v.RESERVANTO_MARK_NOTES,
    },
    dispatch: { lane: v.DISPATCH_LANE, leaseMs: v.DISPATCH_LEASE_SECONDS * 1000 },
    intake: { maxWaiting: v.INTAKE_MAX_WAITING },
    reconciliation: {
      quarantineMs: v.RECONCILE_QUARANTINE_SECONDS * 1000,
      giveUpMs: v.RECONCILE_GIVE_UP_SECONDS * 1000,
      reviewTimeoutMs: v.REVIEW_TIMEOUT_SECONDS * 1000,
      patrolPerMinute: v.PATROL_PER_MINUTE,
    },
    requestTtlMs: v.REQUEST_TTL_SECONDS * 1000,
    http: { host: v.HTTP_HOST, port: v.HTTP_PORT },
    logLevel: v.LOG_LEVEL,
    shutdownGraceMs: v.SHUTDOWN_GRACE_SECONDS * 1000,
    warnings,
  });
}
