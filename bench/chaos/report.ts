import { CHECKS } from './checks/checks.js';
import type { Crashes } from './disturbance.js';
import type { Facts, StoredRequest, Violation } from './facts.js';
import { groupBy } from './group-by.js';
import { outcomesBySubject } from './outcomes.js';
import type { RunSetup } from './run.js';

const SHOWN_VIOLATIONS = 10;

/** One invariant, judged. */
export interface Judgement {
  readonly invariant: string;
  readonly promise: string;
  readonly passed: boolean;
  readonly count: number;
  /** The first of them. */
  readonly violations: readonly Violation[];
}

/** The result of a run, in units of bookings. Times in milliseconds. */
export interface Report {
  readonly passed: boolean;
  readonly atRest: boolean;
  /** Whether there was any trouble to withstand; without, nothing is proved. */
  readonly hadTrouble: boolean;
  readonly seed: number;
  readonly seconds: number;
  readonly folder: string;
  readonly offered: Readonly<Record<string, number>>;
  readonly crashes: Crashes;
  readonly faults: Readonly<Record<string, number>>;
  readonly requests: Readonly<Record<string, number>>;
  readonly inReview: Readonly<Record<string, number>>;
  readonly bookings: number;
  readonly calls: number;
  readonly copiesTooMany: number;
  readonly doubleBookings: number;
  readonly lostOutcomes: number;
  readonly orphanBookings: number;
  readonly contradictingOutcomes: number;
  readonly orderViolations: number;
  readonly unknown: {
    readonly requests: number;
    readonly p50: number | null;
    readonly p99: number | null;
    readonly max: number | null;
  };
  readonly fallen: readonly string[];
  readonly judgements: readonly Judgement[];
}

/** What a report needs besides the facts. */
export interface RunFacts {
  readonly setup: RunSetup;
  readonly atRest: boolean;
  readonly faults: Readonly<Record<string, number>>;
  readonly crashes: Crashes;
  readonly fallen: readonly string[];
  readonly began: number;
  readonly folder: string;
}

/** Judges the facts. A run passes when it met trouble, came to rest, no instance fell by itself and every invariant holds. */
export function reportOf(facts: Facts, run: RunFacts): Report {
  const judgements = CHECKS.map(({ invariant, promise, judge }): Judgement => {
    const violations = judge(facts);
    const { length: count } = violations;
    return {
      invariant,
      promise,
      passed: count === 0,
      count,
      violations: violations.slice(0, SHOWN_VIOLATIONS),
    };
  });
  const countOf = (invariant: string) => judgements.find((j) => j.invariant === invariant)?.count ?? 0;
  const outcomes = [...outcomesBySubject(facts).values()];
  const settleTimes = timesToSettle(facts);
  const hadTrouble =
    run.crashes.killed > 0 && (run.setup.faults.length === 0 || Object.keys(run.faults).length > 0);
  return {
    passed:
      run.atRest &&
      hadTrouble &&
      run.fallen.length === 0 &&
      judgements.every((judgement) => judgement.passed),
    atRest: run.atRest,
    hadTrouble,
    seed: run.setup.seed,
    seconds: Math.round((Date.now() - run.began) / 1000),
    folder: run.folder,
    offered: tally(facts.offered, (record) => record.planned.kind),
    crashes: run.crashes,
    faults: run.faults,
    requests: tally(facts.requests, (request) => request.state),
    inReview: tally(
      facts.requests.filter((request) => request.state === 'REVIEW'),
      (request) => request.reviewReason ?? 'no reason',
    ),
    bookings: facts.bookings.filter((booking) => booking.isActive).length,
    calls: facts.creates.length,
    copiesTooMany: outcomes.reduce((sum, copies) => sum + copies.length - 1, 0),
    doubleBookings: countOf('I1'),
    lostOutcomes: lostOutcomes(facts),
    orphanBookings: countOf('I3'),
    contradictingOutcomes: outcomes.filter((copies) => new Set(copies.map((c) => c.kind)).size > 1).length,
    orderViolations: countOf('I5'),
    unknown: {
      requests: settleTimes.length,
      p50: quantile(settleTimes, 0.5),
      p99: quantile(settleTimes, 0.99),
      max: settleTimes.at(-1) ?? null,
    },
    fallen: run.fallen,
    judgements,
  };
}

const isSettled = ({ state }: StoredRequest) => state === 'CREATED' || state === 'FAILED';

/** Offered requests that are settled nowhere or whose outcome stands in no topic; those in review are not lost. */
function lostOutcomes(facts: Facts): number {
  const outcomes = outcomesBySubject(facts);
  const stored = new Map(facts.requests.map((request) => [`${request.source} ${request.eventId}`, request]));
  const identities = new Set(
    facts.offered.flatMap(({ planned: { identity } }) =>
      identity === null ? [] : [`${identity.source} ${identity.eventId}`],
    ),
  );
  return [...identities].filter((identity) => {
    const request = stored.get(identity);
    if (request === undefined) return true;
    return request.state !== 'REVIEW' && !(isSettled(request) && outcomes.has(request.reference));
  }).length;
}

/** From the moment at which the bridge first did not know until it was settled, shortest first. */
function timesToSettle({ requests, attempts }: Facts): number[] {
  const unknown = groupBy(
    attempts.filter((attempt) => attempt.verdict === 'unknown'),
    (attempt) => attempt.requestId,
  );
  return requests
    .flatMap(({ id, settledAt }) => {
      const since = unknown.get(id)?.[0]?.finishedAt;
      return since == null || settledAt === null ? [] : [settledAt - since];
    })
    .sort((a, b) => a - b);
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

function tally<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  return Object.fromEntries([...groupBy(items, nameOf)].map(([name, group]) => [name, group.length]));
}
