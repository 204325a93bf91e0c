import type { ConfigProblem } from './config-problems.js';
import type { CrossRule } from './cross-rule.js';
import { KAFKA_SECURITY_RULES } from './kafka-security-rules.js';
import { isLoopback } from './loopback.js';
import type { Complete, Values } from './read-variables.js';

const TOPICS = ['TOPIC_BOOKING_CREATED', 'TOPIC_BOOKING_FAILED', 'TOPIC_DEAD_LETTER'] as const;

const RULES: readonly CrossRule[] = [
  ...KAFKA_SECURITY_RULES,
  ...TOPICS.map((topic): CrossRule => ({
    variables: [topic, 'TOPIC_BOOKING_REQUESTED'],
    holds: (v) => v[topic] !== v.TOPIC_BOOKING_REQUESTED,
    message: 'must differ from TOPIC_BOOKING_REQUESTED, or the bridge reads what it writes',
  })),
  {
    variables: ['RESERVANTO_BASE_URL', 'RESERVANTO_ALLOW_PLAINTEXT_TOKEN'],
    holds: (v) => {
      const { protocol, hostname } = new URL(v.RESERVANTO_BASE_URL);
      return protocol === 'https:' || isLoopback(hostname) || v.RESERVANTO_ALLOW_PLAINTEXT_TOKEN;
    },
    message:
      'must begin with https://, or the token is sent in the clear; Reservanto answers 400 to plain http. For a simulator on another machine set RESERVANTO_ALLOW_PLAINTEXT_TOKEN=true',
  },
  {
    variables: ['DISPATCH_LEASE_SECONDS', 'RESERVANTO_TIMEOUT_MS'],
    holds: (v) => v.DISPATCH_LEASE_SECONDS * 1000 >= v.RESERVANTO_TIMEOUT_MS * 2,
    message: 'must be at least twice RESERVANTO_TIMEOUT_MS, or a call outlives its claim',
  },
  {
    variables: ['RECONCILE_QUARANTINE_SECONDS', 'DISPATCH_LEASE_SECONDS'],
    holds: (v) => v.RECONCILE_QUARANTINE_SECONDS > v.DISPATCH_LEASE_SECONDS,
    message:
      'must be longer than DISPATCH_LEASE_SECONDS, or absence is believed while a call may be under way',
  },
  {
    variables: ['RECONCILE_GIVE_UP_SECONDS', 'RECONCILE_QUARANTINE_SECONDS'],
    holds: (v) => v.RECONCILE_GIVE_UP_SECONDS >= v.RECONCILE_QUARANTINE_SECONDS,
    message: 'must be at least RECONCILE_QUARANTINE_SECONDS, or nothing is ever proved absent',
  },
  {
    variables: ['RESERVANTO_MARK_NOTES', 'DISPATCH_LANE'],
    holds: (v) => v.RESERVANTO_MARK_NOTES || v.DISPATCH_LANE === 'resource',
    message: 'can be false only with DISPATCH_LANE=resource, or equal requests cannot be told apart',
  },
];

/** The rules between variables that are broken. A rule is left out where one of its variables could not be read at all. */
export function crossProblems(values: Values, unread: ReadonlySet<string>): ConfigProblem[] {
  return RULES.filter(({ variables }) => !variables.some((name) => unread.has(name)))
    .filter(({ holds }) => !holds(values as Complete))
    .map(({ variables, message }) => ({ variable: variables[0], message }));
}
