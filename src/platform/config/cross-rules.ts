import type { ConfigProblem } from './config-problems.js';
import type { Values } from './read-variables.js';
import type { VariableName } from './variables.js';

/** Values that were read well: what has a default is there. */
type Known = { readonly [N in VariableName]: NonNullable<Values[N]> };

interface CrossRule {
  /** The variable that is named, and the others that the rule looks at. */
  readonly variables: readonly [VariableName, ...VariableName[]];
  readonly holds: (values: Known) => boolean;
  readonly message: string;
}

const TOPICS = ['TOPIC_BOOKING_CREATED', 'TOPIC_BOOKING_FAILED', 'TOPIC_DEAD_LETTER'] as const;

const RULES: readonly CrossRule[] = [
  {
    variables: ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'],
    holds: (v) =>
      [v.KAFKA_SASL_MECHANISM, v.KAFKA_SASL_USERNAME, v.KAFKA_SASL_PASSWORD].every(isSet) ||
      ![v.KAFKA_SASL_MECHANISM, v.KAFKA_SASL_USERNAME, v.KAFKA_SASL_PASSWORD].some(isSet),
    message: 'goes with KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD: set all three or none',
  },
  {
    variables: ['KAFKA_SSL_CA', 'KAFKA_SSL'],
    holds: (v) => v.KAFKA_SSL || !isSet(v.KAFKA_SSL_CA),
    message: 'is used only with KAFKA_SSL=true: without it the brokers are spoken to in the clear',
  },
  ...TOPICS.map((topic): CrossRule => ({
    variables: [topic, 'TOPIC_BOOKING_REQUESTED'],
    holds: (v) => v[topic] !== v.TOPIC_BOOKING_REQUESTED,
    message: 'must differ from TOPIC_BOOKING_REQUESTED, or the bridge reads what it writes',
  })),
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
    .filter(({ holds }) => !holds(values as Known))
    .map(({ variables, message }) => ({ variable: variables[0], message }));
}

/** Variables without a default may be absent, whatever their type says here. */
function isSet(value: string | null): boolean {
  return value !== null;
}
