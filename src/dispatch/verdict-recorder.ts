import { Injectable } from '@nestjs/common';
import { outcomeEventOf } from '../booking/outcome.js';
import type { Move, Transition } from '../booking/transition.js';
import { TransitionsStore } from '../booking/transitions.store.js';
import { Database } from '../platform/database/database.js';
import { MicroBatch } from '../platform/work/micro-batch.js';
import type { CallReport } from '../reservanto/reservanto-client.js';
import type { Next } from './after-call.js';
import { type AttemptEnd, type ClaimedRequest, ClaimsStore } from './claims.store.js';

/** A call that ended, and what follows from it. */
export interface EndedCall {
  readonly claimed: ClaimedRequest;
  readonly instance: string;
  readonly report: CallReport;
  readonly next: Next;
  readonly at: Date;
}

const MAX_BATCH = 200;

/** Writes what calls proved: outcome, its event, the record of the attempt and the lane, together or not at all. */
@Injectable()
export class VerdictRecorder {
  private readonly batch = new MicroBatch((ended: EndedCall[]) => this.write(ended), MAX_BATCH);

  constructor(
    private readonly database: Database,
    private readonly transitions: TransitionsStore,
    private readonly claims: ClaimsStore,
  ) {}

  /** True when it is written; false when the claim was lost, and then nothing changed but the attempt's record. */
  record(ended: EndedCall): Promise<boolean> {
    return this.batch.add(ended);
  }

  private write(ended: EndedCall[]): Promise<boolean[]> {
    return this.database.transaction(async (tx) => {
      const won = await this.transitions.apply(tx, ended.map(transitionOf));
      await this.claims.finishAttempts(tx, ended.map(attemptEndOf));
      return ended.map(({ claimed }) => won.has(claimed.id));
    });
  }
}

function transitionOf({ claimed, instance, next, at }: EndedCall): Transition {
  const expected = { state: 'CALLING', attempt: claimed.attempts, claimedBy: instance } as const;
  return { requestId: claimed.id, expected, move: moveOf(claimed, next, at) };
}

function moveOf(claimed: ClaimedRequest, next: Next, at: Date): Move {
  switch (next.next) {
    case 'settle': {
      const by = 'response' as const;
      return {
        to: 'settled',
        outcome: next.outcome,
        by,
        at,
        event: outcomeEventOf(claimed, next.outcome, { by, at }),
      };
    }
    case 'wait':
      return { to: 'waiting', dueInMs: next.dueInMs };
    case 'unknown':
      return { to: 'unknown' };
  }
}

function attemptEndOf({ claimed, report: { verdict, posts } }: EndedCall): AttemptEnd {
  const answer =
    verdict.verdict === 'created' ? { booking: verdict.booking } : { provider: verdict.provider };
  return {
    requestId: claimed.id,
    number: claimed.attempts,
    verdict: verdict.verdict,
    because: verdict.verdict === 'created' ? null : verdict.because,
    httpStatus: verdict.verdict === 'created' ? 200 : verdict.provider.httpStatus,
    evidence: { posts, ...answer },
  };
}
