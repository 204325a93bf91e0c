import type { FaultName } from './faults.js';

/** One call of `EmsLike/CreateBooking`. Times in milliseconds since 1970, ids as they were sent. */
export interface CreateCall {
  /** 1, 2, 3 ... in the order in which they arrived. */
  readonly sequence: number;
  readonly BookingResourceId: number;
  readonly CustomerId: number;
  readonly note: string | null;
  readonly beganAt: number;
  /** When it was answered, or its connection was gone, whichever came first; null until then. */
  endedAt: number | null;
  /** What it booked, if it did, be it after its end. */
  appointmentId: number | null;
  fault: FaultName | null;
}

/** A call under way. `create` is null for all but creates. */
export interface Call {
  readonly create: CreateCall | null;
  /** To be called when it has ended for the client; once counts. */
  end(): void;
}

/** No more creates than this are kept. The older half is let go of then; the sequence tells. */
const CREATES_KEPT = 400_000;
const CREATE = 'EmsLike/CreateBooking';

/** Counts calls, keeps the creates, and watches how many of them are in flight for each resource at once. */
export class Calls {
  counts: Record<string, number> = {};
  /** The largest number of creates that were in flight at once for one resource. */
  mostAtOnce = 0;
  creates: CreateCall[] = [];
  private seen = 0;
  private inFlight = new Map<number, number>();

  constructor(private readonly clock: () => number) {}

  /** Counts a call. */
  begin(action: string, fields: Readonly<Record<string, unknown>>): Call {
    this.counts[action] = (this.counts[action] ?? 0) + 1;
    if (action !== CREATE) return { create: null, end: () => undefined };
    const create = this.keep(fields);
    const resourceId = create.BookingResourceId;
    const inFlight = this.inFlight;
    const now = (inFlight.get(resourceId) ?? 0) + 1;
    inFlight.set(resourceId, now);
    this.mostAtOnce = Math.max(this.mostAtOnce, now);
    const end = () => {
      if (create.endedAt !== null) return;
      create.endedAt = this.clock();
      inFlight.set(resourceId, (inFlight.get(resourceId) ?? 1) - 1);
    };
    return { create, end };
  }

  /** Starts from nothing; calls under way are no longer seen. */
  clear(): void {
    this.counts = {};
    this.mostAtOnce = 0;
    this.creates = [];
    this.seen = 0;
    this.inFlight = new Map();
  }

  private keep(fields: Readonly<Record<string, unknown>>): CreateCall {
    const create: CreateCall = {
      sequence: ++this.seen,
      BookingResourceId: Number(fields.BookingResourceId),
      CustomerId: Number(fields.CustomerId),
      note: typeof fields.CustomerNote === 'string' ? fields.CustomerNote : null,
      beganAt: this.clock(),
      endedAt: null,
      appointmentId: null,
      fault: null,
    };
    if (this.creates.length === CREATES_KEPT) this.creates.splice(0, CREATES_KEPT / 2);
    this.creates.push(create);
    return create;
  }
}
