import { isParked, nameOf, type OutboxQueue } from './pending-event.js';

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;
/** Asking whether brokers are back burdens nobody, and everything waits for it. */
const LONGEST_UNREACHABLE_MS = 5_000;

interface Sick {
  readonly queue: OutboxQueue;
  readonly failures: number;
  /** When the next event may probe it, in milliseconds of the monotonic clock. */
  readonly restsUntil: number;
}

/** How much of a queue may be sent now: everything, one event that finds out whether it can be written, or nothing. */
export type Allowance = 'all' | 'probe' | 'nothing';

/**
 * Knows which queues cannot be published now. After a failure a queue rests for a second, doubling to a minute (five
 * seconds while no broker answers) and spread over the upper half, so that queues do not probe in step; then one event
 * probes it. Kept in memory: after a restart what is parked is probed first.
 */
export class QueueHealth {
  private readonly sick = new Map<string, Sick>();
  private readonly recovered = new Set<string>();

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly random: () => number = Math.random,
  ) {}

  /** How much of the queue may be sent now. */
  allowance(queue: OutboxQueue): Allowance {
    const sick = this.sick.get(nameOf(queue));
    if (sick !== undefined) return sick.restsUntil <= this.now() ? 'probe' : 'nothing';
    return !isParked(queue) || this.recovered.has(nameOf(queue)) ? 'all' : 'probe';
  }

  /** True from a failure until something of the queue is published. */
  isSick(queue: OutboxQueue): boolean {
    return this.sick.has(nameOf(queue));
  }

  /** All queues that are sick. */
  get sickQueues(): readonly OutboxQueue[] {
    return [...this.sick.values()].map(({ queue }) => queue);
  }

  /** Lets the queue rest. Returns how often in a row it failed. */
  failed(queue: OutboxQueue, kind: 'destination' | 'unreachable'): number {
    const failures = (this.sick.get(nameOf(queue))?.failures ?? 0) + 1;
    const longest = kind === 'unreachable' ? LONGEST_UNREACHABLE_MS : LONGEST_REST_MS;
    const rest = Math.min(longest, FIRST_REST_MS * 2 ** Math.min(failures - 1, 10));
    const restsUntil = this.now() + rest * (0.5 + this.random() / 2);
    this.sick.set(nameOf(queue), { queue, failures, restsUntil });
    this.recovered.delete(nameOf(queue));
    return failures;
  }

  /** Lets all of the queue be sent. Returns true when it was sick. */
  succeeded(queue: OutboxQueue): boolean {
    if (isParked(queue)) this.recovered.add(nameOf(queue));
    return this.sick.delete(nameOf(queue));
  }

  /** Forgets partitions for which nothing is parked and that may be tried again: their next event tells how they are. */
  forgetAllBut(existing: readonly OutboxQueue[]): void {
    const names = new Set(existing.map(nameOf));
    for (const name of this.recovered) if (!names.has(name)) this.recovered.delete(name);
    for (const [name, { queue, restsUntil }] of this.sick)
      if (isParked(queue) && !names.has(name) && restsUntil <= this.now()) this.sick.delete(name);
  }
}
