import type { CellPlan } from './plan-cells.js';
import type { Place } from './place.js';

/** File of the program of a subject, below the folder of the build. */
export const PROGRAMS = {
  bridge: 'src/main.js',
  intake: 'src/main.js',
  baseline: 'bench/baseline/main.js',
  echo: 'bench/throughput/processes/echo.js',
} as const;

/** Environment of a measured process. What is not named here has its default. */
export function subjectEnvironment(
  plan: CellPlan,
  place: Place,
  upstreamUrl: string,
): Record<string, string> {
  return {
    KAFKA_BROKERS: place.brokers.join(','),
    KAFKA_GROUP_ID: place.groupId,
    TOPIC_BOOKING_REQUESTED: place.topics.requested,
    TOPIC_BOOKING_CREATED: place.topics.created,
    TOPIC_BOOKING_FAILED: place.topics.failed,
    TOPIC_DEAD_LETTER: place.topics.deadLetter,
    DATABASE_URL: place.databaseUrl,
    RESERVANTO_BASE_URL: upstreamUrl,
    RESERVANTO_LONG_TIME_TOKEN: 'bench',
    // A backlog is to be taken in, and nothing is called.
    ...(plan.subject === 'intake' ? { INTAKE_MAX_WAITING: '10000000' } : {}),
    ...(plan.concurrency === null ? {} : { RESERVANTO_CONCURRENCY: String(plan.concurrency) }),
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    LOG_LEVEL: 'warn',
  };
}
