/** What the upstream saw of CreateBooking. */
export interface StubReport {
  readonly calls: number;
  /** Most calls that were under way at once. */
  readonly maxInFlight: number;
  /** Calls that came while another one for the same resource was under way: a lane was violated. */
  readonly laneOverlaps: number;
  /** Calls for a customer who had one already. In a bench every request has a customer of its own. */
  readonly repeatedCalls: number;
  /** By CustomerId, how long the stub held the call, in milliseconds. */
  readonly heldMs: readonly (number | null)[];
}

/** Counts calls as they come and go. */
export class StubTally {
  private calls = 0;
  private inFlight = 0;
  private maxInFlight = 0;
  private laneOverlaps = 0;
  private repeatedCalls = 0;
  private readonly busy = new Map<number, number>();
  private readonly heldMs: number[] = [];

  /** A call has been read; `answered` is to be called when its answer is about to be written. */
  arrived(resource: number, customer: number): { answered(): void } {
    const begin = performance.now();
    const others = this.busy.get(resource) ?? 0;
    if (others > 0) this.laneOverlaps += 1;
    if (this.heldMs[customer] !== undefined) this.repeatedCalls += 1;
    this.heldMs[customer] = 0;
    this.busy.set(resource, others + 1);
    this.calls += 1;
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    return {
      answered: () => {
        this.inFlight -= 1;
        this.busy.set(resource, (this.busy.get(resource) ?? 1) - 1);
        this.heldMs[customer] = Math.round((performance.now() - begin) * 1_000) / 1_000;
      },
    };
  }

  report(): StubReport {
    const { calls, maxInFlight, laneOverlaps, repeatedCalls, heldMs } = this;
    return { calls, maxInFlight, laneOverlaps, repeatedCalls, heldMs };
  }
}
