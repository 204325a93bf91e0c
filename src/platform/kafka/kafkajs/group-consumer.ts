import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../logging/logger.js';
import type { ConsumerOptions } from '../kafka.js';
import type { ConsumerStatus, RecordConsumer, RecordHandler } from '../port.js';
import { backoffMs } from './backoff.js';
import { GroupSession } from './group-session.js';
import type { KafkajsClients } from './kafkajs-clients.js';
import { isRefusal } from './send-failure.js';

/** A session that lasted so long was no failure of its beginning. */
const STEADY_AFTER_MS = 60_000;
const START_WITHIN_MS = 20_000;
const STARTS_KNOWN_WITHIN_MS = 5_000;
const START_AGAIN_AFTER_MS = 500;

/** A member of a consumer group that joins again, with back-off, whatever ended its session, until it is stopped. */
export class GroupConsumer implements RecordConsumer {
  private session: GroupSession | null = null;
  private state: ConsumerStatus = { state: 'starting', since: new Date(), held: [] };
  private healing: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();
  private readonly log: Logger;

  constructor(
    private readonly clients: KafkajsClients,
    private readonly options: ConsumerOptions,
    logger: Logger,
  ) {
    this.log = logger.child({ part: 'kafka', topic: options.topic });
  }

  get status(): ConsumerStatus {
    if (this.state.state === 'recovering') return this.state;
    const silentSince = this.session?.watch.silentSince ?? null;
    const unknownSince = this.session?.startsUnknownSince ?? null;
    if (
      silentSince === null &&
      unknownSince !== null &&
      Date.now() - unknownSince.getTime() > STARTS_KNOWN_WITHIN_MS
    )
      return { state: 'recovering', since: unknownSince, why: 'it is not known where partitions start' };
    if (silentSince === null) return { ...this.state, held: this.session?.held ?? [] };
    return { state: 'recovering', since: silentSince, why: this.session?.trouble ?? 'no broker answers' };
  }

  async start(handler: RecordHandler): Promise<void> {
    const first = await this.firstSession(handler, Date.now() + START_WITHIN_MS);
    this.consuming(first);
    this.healing = this.heal(first, handler);
  }

  /** Brokers that have just started know no group coordinator for a while. What they refuse is refused at once. */
  private async firstSession(handler: RecordHandler, deadline: number): Promise<GroupSession> {
    for (;;) {
      const session = this.newSession(handler, Promise.resolve());
      this.session = session;
      try {
        await session.open();
        return session;
      } catch (error) {
        await session.leave();
        if (this.stopping.signal.aborted || isRefusal(error) || Date.now() > deadline) throw error;
        this.log.debug({ error }, 'could not join the consumer group; it is tried again');
        await delay(START_AGAIN_AFTER_MS);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    const session = this.session;
    this.session = null;
    if (session !== null && !(await session.stop()))
      this.log.warn('the consumer does not stop; the stop of the bridge goes on without it');
    await this.healing;
  }

  private newSession(handler: RecordHandler, settled: Promise<unknown>): GroupSession {
    return new GroupSession(this.clients, this.options, handler, this.log, settled);
  }

  private consuming(session: GroupSession): void {
    if (this.state.state === 'recovering')
      this.log.info({ since: this.state.since.toISOString() }, 'the consumer has recovered and reads again');
    this.session = session;
    this.state = { state: 'consuming', since: new Date(), held: [] };
  }

  /** Until it is stopped: waits for the session to end, and replaces it. */
  private async heal(first: GroupSession, handler: RecordHandler): Promise<void> {
    let session: GroupSession | null = first;
    let failures = 0;
    while (session !== null) {
      const begun = Date.now();
      const why = await this.endOf(session);
      if (why === null) return;
      if (Date.now() - begun > STEADY_AFTER_MS) failures = 0;
      this.recovering(why);
      const settled = session.settle();
      await session.leave();
      session = await this.replace(handler, settled, () => failures++);
    }
  }

  /** Why it ended; null when this consumer was stopped first. */
  private async endOf(session: GroupSession): Promise<Error | null> {
    const { signal } = this.stopping;
    const stopped = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      else signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    return Promise.race([session.ended, stopped]);
  }

  /** A session that has joined; null when this consumer was stopped before. */
  private async replace(
    handler: RecordHandler,
    settled: Promise<unknown>,
    failed: () => number,
  ): Promise<GroupSession | null> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await delay(backoffMs(failed()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return null;
      const next = this.newSession(handler, settled);
      this.session = next;
      try {
        await next.open();
        this.consuming(next);
        return next;
      } catch (error) {
        await next.leave();
        if (!signal.aborted) this.recovering(error);
      }
    }
    return null;
  }

  /** Said once, and again when the reason changes. */
  private recovering(error: unknown): void {
    const why = `cannot read ${this.options.topic}: ${error instanceof Error ? error.message : String(error)}`;
    const before = this.state;
    const isNews = before.state !== 'recovering' || before.why !== why;
    const since = before.state === 'recovering' ? before.since : new Date();
    this.state = { state: 'recovering', since, why };
    if (isNews)
      this.log.error({ error }, 'the consumer does not read; it joins its group again with back-off');
  }
}
