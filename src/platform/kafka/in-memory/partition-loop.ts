import { setTimeout as delay } from 'node:timers/promises';
import { WakeUp } from '../../work/wake-up.js';
import type { RecordSlice, TopicPartition } from '../port.js';
import type { InMemoryTopics } from './in-memory-topics.js';

const AGAIN_AFTER_MS = 1_000;
const IDLE_MS = 60_000;

/** What is read, and who takes it. */
export interface LoopParts {
  readonly at: TopicPartition;
  readonly from: number;
  readonly take: (slice: RecordSlice) => Promise<void>;
  /** What `take` threw; the same offsets are handed out again. */
  readonly onFailure: (error: unknown) => void;
}

/** Hands out the records of one partition in order, each slice until it is taken, and waits for new ones. */
export class PartitionLoop {
  private readonly appended = new WakeUp();
  private readonly done: Promise<void>;
  private readonly forget: () => void;
  private stopped = false;

  constructor(
    private readonly topics: InMemoryTopics,
    private readonly parts: LoopParts,
  ) {
    this.forget = topics.onAppend(() => this.appended.call());
    this.done = this.run();
  }

  /** Resolves when the slice in work is taken or has failed. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.forget();
    this.appended.call();
    await this.done;
  }

  private async run(): Promise<void> {
    const { at, take, onFailure } = this.parts;
    let next = this.parts.from;
    while (!this.stopped) {
      const records = this.topics.read(at.topic, at.partition, next);
      if (records.length === 0) {
        await this.appended.sleep(IDLE_MS);
        continue;
      }
      const end = next + records.length;
      try {
        await take({ ...at, origin: null, records, undecodable: [], nextOffset: BigInt(end) });
        next = end;
      } catch (error) {
        if (this.isStopped) return;
        onFailure(error);
        await delay(AGAIN_AFTER_MS);
      }
    }
  }

  /** Read after a wait, during which it may have changed. */
  private get isStopped(): boolean {
    return this.stopped;
  }
}
