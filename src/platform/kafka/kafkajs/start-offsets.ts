import type { Logger } from '../../logging/logger.js';
import { WakeUp } from '../../work/wake-up.js';
import type { PartitionFacts, RecordHandler } from '../port.js';
import type { KnownStart } from './partition-reader.js';
import { inTime } from './within.js';

const ASK_AGAIN_AFTER_MS = 1_000;
const ASK_FOR_HELD_AFTER_MS = 10_000;
/** Of the handler, which asks the database. */
const ANSWER_WITHIN_MS = 15_000;

/** Asks the handler where partitions start, for all that want to know together, until it says so. */
export class StartOffsets {
  private readonly waiting = new Map<number, (start: KnownStart | null) => void>();
  private readonly heldBy = new Map<number, string>();
  private readonly asked = new WakeUp();
  private running = false;
  private failing = false;
  private since = new Date();

  constructor(
    private readonly readFacts: () => Promise<readonly PartitionFacts[]>,
    private readonly handler: RecordHandler,
    private readonly log: Logger,
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
  ) {}

  private get late(): string {
    return `it was not known in ${this.answerWithinMs / 1000} s where partitions start`;
  }

  /** Since when partitions wait that no operator has to acknowledge; null for none. */
  get waitsSince(): Date | null {
    return this.waiting.size > this.heldBy.size ? this.since : null;
  }

  /** Why partitions are held, in words for an operator. */
  get held(): string[] {
    return [...this.heldBy].map(([partition, why]) => `partition ${partition}: ${why}`);
  }

  /** Resolves when it is known; with null after {@link forget}. */
  startOf(partition: number): Promise<KnownStart | null> {
    return new Promise((resolve) => {
      if (this.waiting.size === this.heldBy.size) this.since = new Date();
      this.waiting.set(partition, resolve);
      this.asked.call();
      if (this.running) return;
      this.running = true;
      // All partitions of an assignment ask in the same turn.
      setImmediate(() => void this.run());
    });
  }

  /** Nobody waits any more. */
  forget(): void {
    for (const resolve of this.waiting.values()) resolve(null);
    this.waiting.clear();
    this.heldBy.clear();
    this.asked.call();
  }

  private async run(): Promise<void> {
    while (this.waiting.size > 0) {
      await this.asked.sleep(0);
      const pause = await this.ask().catch((error: unknown) => {
        if (!this.failing)
          this.log.warn({ error }, 'could not find out where partitions start; it is tried again');
        this.failing = true;
        return ASK_AGAIN_AFTER_MS;
      });
      if (this.waiting.size > 0 && pause > 0) await this.asked.sleep(pause);
    }
    this.running = false;
  }

  /** Milliseconds until what is left is asked again. */
  private async ask(): Promise<number> {
    const facts = (await this.readFacts()).filter(({ partition }) => this.waiting.has(partition));
    const unknown = [...this.waiting.keys()].some((p) => !facts.some(({ partition }) => partition === p));
    const starts =
      facts.length === 0 ? [] : await inTime(this.answerWithinMs, this.handler.startOf(facts), this.late);
    this.failing = false;
    for (const start of starts) {
      const { origin } = facts.find(({ partition }) => partition === start.partition) ?? {};
      const resolve = this.waiting.get(start.partition);
      if (origin === undefined || resolve === undefined) continue;
      if ('held' in start) {
        this.hold(start.partition, start.held);
        continue;
      }
      this.heldBy.delete(start.partition);
      this.waiting.delete(start.partition);
      resolve({ from: start.from, origin });
    }
    return unknown ? ASK_AGAIN_AFTER_MS : ASK_FOR_HELD_AFTER_MS;
  }

  private hold(partition: number, why: string): void {
    if (this.heldBy.get(partition) !== why)
      this.log.error({ partition, why }, 'the partition is not read until an operator has acknowledged this');
    this.heldBy.set(partition, why);
  }
}
