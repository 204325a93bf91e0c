import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../platform/database/database.js';

/** What a person did. */
export interface ReviewDeed {
  readonly requestId: bigint;
  readonly who: string;
  readonly action: 'check' | 'settle-created' | 'settle-failed' | 'resubmit' | 'cancel-booking';
  readonly reason: string;
  readonly details: Readonly<Record<string, boolean | number | string | null>>;
}

/** A request that nobody knows the outcome of, in a list. */
export interface OpenCase {
  readonly reference: string;
  readonly state: 'UNKNOWN' | 'REVIEW';
  readonly reason: string | null;
  readonly unknownSince: Date;
  /** When a request in review fails by itself, or when an unknown one is read next. */
  readonly dueAt: Date;
  readonly attempts: number;
  readonly readings: number;
  readonly absences: number;
}

/** What a person needs to know to settle a request, and the record of what people did. */
@Injectable()
export class ReviewStore {
  constructor(private readonly database: Database) {}

  /** Open cases, those in review first, the longest unknown first. */
  async openCases(limit: number): Promise<OpenCase[]> {
    const rows = await this.database.client.bookingRequest.findMany({
      where: { state: { in: ['REVIEW', 'UNKNOWN'] } },
      orderBy: [{ state: 'desc' }, { unknownSince: 'asc' }],
      take: limit,
      select: {
        reference: true,
        state: true,
        reviewReason: true,
        unknownSince: true,
        dueAt: true,
        attempts: true,
        readings: true,
        absences: true,
      },
    });
    return rows.map(({ reviewReason, ...row }) => ({
      ...row,
      state: row.state as OpenCase['state'],
      reason: reviewReason,
      unknownSince: row.unknownSince as Date,
    }));
  }

  /** A request in any state with its attempts, readings, findings and what people did; null when there is none. */
  async evidence(reference: string) {
    return this.database.client.bookingRequest.findFirst({
      where: { reference },
      omit: { bodyHash: true, naturalKey: true },
      include: {
        callAttempts: { orderBy: { number: 'asc' } },
        bookingReadings: { orderBy: [{ attempt: 'asc' }, { number: 'asc' }] },
        reviewActions: { orderBy: { id: 'asc' } },
        finding: true,
      },
    });
  }

  /** Records what a person did, together with what it changed. */
  async note(tx: Transaction, { requestId, who, action, reason, details }: ReviewDeed): Promise<void> {
    await tx.reviewAction.create({ data: { requestId, who, action, reason, details } });
  }
}

/** All that is known about a request. */
export type Evidence = NonNullable<Awaited<ReturnType<ReviewStore['evidence']>>>;
