/** Folder of everything that fault runs keep, below the working directory. Git ignores it. */
export const CHAOS_FOLDER = '.data/chaos';

/**
 * The bridge's durations in a fault run, in milliseconds: in the proportions of the defaults, but short, so that hours
 * of trouble fit into minutes.
 */
export const TIMES = {
  callTimeout: 1_500,
  lease: 4_000,
  quarantine: 8_000,
  /** What the quarantine believes in, and so the worst that the simulator does: commits this late ... */
  latestCommit: 4_000,
  /** ... read with this lag ... */
  readLag: 2_500,
  /** ... and bookings that were made in time but show this late. */
  showLag: 6_000,
} as const;

/** Names and addresses of one run. */
export interface RunPlace {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly topics: {
    readonly requested: string;
    readonly created: string;
    readonly failed: string;
    readonly deadLetter: string;
  };
  readonly groupId: string;
  readonly simulatorUrl: string;
  /** A text that appears nowhere but in secrets: finding it anywhere else is a leak. */
  readonly secretCanary: string;
  /** A text that appears nowhere but in customers' notes. */
  readonly noteCanary: string;
}

/** The environment of an instance of the bridge in this run. */
export function bridgeEnvironment(place: RunPlace): Record<string, string> {
  const seconds = (milliseconds: number) => String(milliseconds / 1000);
  return {
    KAFKA_BROKERS: place.brokers.join(','),
    KAFKA_GROUP_ID: place.groupId,
    TOPIC_BOOKING_REQUESTED: place.topics.requested,
    TOPIC_BOOKING_CREATED: place.topics.created,
    TOPIC_BOOKING_FAILED: place.topics.failed,
    TOPIC_DEAD_LETTER: place.topics.deadLetter,
    DATABASE_URL: place.databaseUrl,
    DATABASE_POOL_SIZE: '6',
    RESERVANTO_BASE_URL: place.simulatorUrl,
    RESERVANTO_LONG_TIME_TOKEN: place.secretCanary,
    RESERVANTO_TIMEOUT_MS: String(TIMES.callTimeout),
    RESERVANTO_CONCURRENCY: '16',
    RESERVANTO_MARK_NOTES: 'true',
    DISPATCH_LEASE_SECONDS: seconds(TIMES.lease),
    RECONCILE_QUARANTINE_SECONDS: seconds(TIMES.quarantine),
    RECONCILE_GIVE_UP_SECONDS: '600',
    REVIEW_TIMEOUT_SECONDS: '3600',
    REQUEST_TTL_SECONDS: '86400',
    SHUTDOWN_GRACE_SECONDS: '5',
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    LOG_LEVEL: 'debug',
  };
}
