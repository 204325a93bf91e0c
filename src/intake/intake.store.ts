import { Inject, Injectable } from '@nestjs/common';
import { failureOf } from '../booking/failure.js';
import { outcomeEventOf } from '../booking/outcome.js';
import { type DeadLetter, type RecordLetter } from '../dead-letter/dead-letter.js';
import { DeadLetterStore } from '../dead-letter/dead-letter.store.js';
import { EVENT_ENCODING, encodeEvent, type EventEncoding } from '../outbox/encode-event.js';
import { appendToOutbox } from '../outbox/outbox.store.js';
import { Database } from '../platform/database/database.js';
import { retryConflicts } from '../platform/database/retry-conflicts.js';
import { failureKindOf, sqlStateOf } from '../platform/database/sql-state.js';
import { LOGGER, type Logger } from '../platform/logging/logger.js';
import { type BatchLimits, MicroBatch } from '../platform/work/micro-batch.js';
import { splitRefused } from '../platform/work/split-refused.js';
import type { NewRequest } from './accept-record.js';
import type { AcceptedSlice } from './accept-slice.js';
import { advancePositions } from './advance-positions.store.js';
import { positionOf } from './identity.js';
import { type FailureEvent, insertRequests, withAnotherBody } from './insert-requests.store.js';
import { type IntakeItem, itemsOf, weightOf } from './intake-item.js';
import type { ReadPosition } from './read-position.js';
import { rejectionRecordsOf, takenIdentities } from './rejections.store.js';

/** What storing a slice changed. */
export interface StoredBatch {
  /** Requests that wait to be called now. */
  readonly waiting: number;
  /** Requests that failed at once because their data breaks the rules. */
  readonly invalid: number;
  readonly deadLetters: number;
  /** Records that were stored before. */
  readonly redelivered: number;
}

/** What became of one item when it was stored. */
type Stored = 'waiting' | 'invalid' | 'dead-letter' | 'redelivered' | 'position';

/** Of one statement, which takes about twenty times its bytes of heap. A record that is larger is written alone. */
const LIMITS: BatchLimits<IntakeItem> = { items: 500, weight: 512 * 1024, weigh: weightOf };
/** Batches of one partition come one after the other; those of several may be written in any order. */
const WRITERS = 2;

/** Makes what was read durable. */
@Injectable()
export class IntakeStore {
  private readonly log: Logger;
  private readonly batch = new MicroBatch(
    (items: IntakeItem[]) => this.writeSplitting(items),
    LIMITS,
    WRITERS,
  );

  constructor(
    private readonly database: Database,
    private readonly deadLetters: DeadLetterStore,
    @Inject(EVENT_ENCODING) private readonly encoding: EventEncoding,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.log = logger.child({ part: 'intake' });
  }

  /**
   * Resolves when all of the slice is durable: requests, dead letters, the events of what failed at once, and how far the
   * partition is read, which is never stored before what lies below it. When it rejects some may be stored and others not.
   * What is stored already changes nothing, so the same records may come again in slices of any shape (I8). Slices that
   * come at the same time are written together. What PostgreSQL refuses for what it says becomes a dead letter, and
   * everything else is stored (I7).
   */
  async store(slice: AcceptedSlice): Promise<StoredBatch> {
    const became: Stored[] = [];
    for (const items of itemsOf(slice, LIMITS)) became.push(...(await this.batch.addAll(items)));
    const count = (what: Stored) => became.filter((stored) => stored === what).length;
    return {
      waiting: count('waiting'),
      invalid: count('invalid'),
      deadLetters: count('dead-letter'),
      redelivered: count('redelivered'),
    };
  }

  /** Halves are written in order, so a position is never stored before what it stands behind. */
  private writeSplitting(items: readonly IntakeItem[]): Promise<Stored[]> {
    return splitRefused(
      items,
      (some) => retryConflicts(() => this.write(some)),
      (error) => failureKindOf(error) === 'refused',
      (item, error) => this.setAside(item, error),
    );
  }

  private async write(items: readonly IntakeItem[]): Promise<Stored[]> {
    const requests = items.flatMap((item) => (item.is === 'request' ? [item.request] : []));
    const letters = items.flatMap((item) => (item.is === 'letter' ? [item.letter] : []));
    const positions = items.flatMap((item) => (item.is === 'position' ? [item.position] : []));
    const fresh = await this.insert(requests, letters.length === 0 ? positions : []);
    const repeated = requests.filter((request) => !fresh.has(positionOf(request.from)));
    const reused = await withAnotherBody(this.database.client, repeated);
    const isDone = letters.length === 0 && requests.length > 0 && repeated.length === 0;
    const kept = await this.keep([...letters, ...reused.map(idReused)], isDone ? [] : positions);
    const keptRecords = new Set([...kept].flatMap((letter) => ('record' in letter ? [letter.record] : [])));
    return items.map((item) => {
      switch (item.is) {
        case 'position':
          return 'position';
        case 'letter':
          return kept.has(item.letter) ? 'dead-letter' : 'redelivered';
        case 'request':
          if (keptRecords.has(item.request.from)) return 'dead-letter';
          if (!fresh.has(positionOf(item.request.from))) return 'redelivered';
          return item.request.outcome === null ? 'waiting' : 'invalid';
      }
    });
  }

  /** Answers for what PostgreSQL refuses alone: a request becomes a dead letter; nothing else is refused for what it says. */
  private async setAside(item: IntakeItem, error: unknown): Promise<Stored> {
    if (item.is !== 'request') throw error;
    const { from, receivedAt } = item.request;
    const { topic, partition, offset } = from;
    const sqlState = sqlStateOf(error);
    this.log.error(
      { sqlState, topic, partition, offset: String(offset) },
      'PostgreSQL refuses a request for what it says; it is kept as a dead letter (NOT_STORABLE)',
    );
    const detail = `PostgreSQL refuses to store the request (SQLSTATE ${sqlState}); send it under a short id and source in ASCII.`;
    const letter = { record: from, failure: failureOf('NOT_STORABLE', detail), failedAt: receivedAt };
    const kept = await retryConflicts(() => this.keep([letter], []));
    return kept.size > 0 ? 'dead-letter' : 'redelivered';
  }

  private async insert(
    requests: readonly NewRequest[],
    positions: readonly ReadPosition[],
  ): Promise<ReadonlySet<string>> {
    if (requests.length === 0) return new Set();
    const failed = requests.filter((request) => request.outcome !== null);
    const failures = failed.map((request) => this.failureEvent(request));
    return insertRequests(this.database.client, requests, failures, positions);
  }

  /** Keeps dead letters, makes the events that tell of them pending, and moves positions: all or nothing. Returns the new ones. */
  private async keep(
    letters: readonly DeadLetter[],
    positions: readonly ReadPosition[],
  ): Promise<ReadonlySet<DeadLetter>> {
    if (letters.length === 0) {
      await advancePositions(this.database.client, positions);
      return new Set();
    }
    const told = letters.filter((letter) => 'record' in letter);
    const isTaken = await takenIdentities(this.database.client, told);
    const kept = await this.database.transaction(async (tx) => {
      const fresh = await this.deadLetters.keep(tx, letters);
      const freshRecords = fresh.filter((letter) => 'record' in letter);
      await appendToOutbox(tx, rejectionRecordsOf(freshRecords, isTaken, this.encoding));
      await advancePositions(tx, positions);
      return fresh;
    });
    return new Set(kept);
  }

  private failureEvent(request: NewRequest): FailureEvent {
    const outcome = request.outcome as NonNullable<NewRequest['outcome']>;
    const event = outcomeEventOf(request, outcome, { by: 'intake', at: request.receivedAt });
    return { ...encodeEvent(event, null, this.encoding), from: request.from };
  }
}

function idReused(request: NewRequest): RecordLetter {
  const detail =
    'A request with this source and id was stored before with other data; send this one under an id of its own.';
  return { record: request.from, failure: failureOf('ID_REUSED', detail), failedAt: request.receivedAt };
}
