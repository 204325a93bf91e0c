/** Counts calls, and watches how many are in flight for each resource at once. */
export class Calls {
  readonly counts: Record<string, number> = {};
  /** The largest number of creates that were in flight at once for one resource. */
  mostAtOnce = 0;
  private readonly inFlight = new Map<number, number>();

  /** Counts a call. The answer is to be called when it has ended, for the client too. */
  begin(action: string, resourceId: number): () => void {
    this.counts[action] = (this.counts[action] ?? 0) + 1;
    if (action !== 'EmsLike/CreateBooking') return () => undefined;
    const now = (this.inFlight.get(resourceId) ?? 0) + 1;
    this.inFlight.set(resourceId, now);
    this.mostAtOnce = Math.max(this.mostAtOnce, now);
    return () => this.inFlight.set(resourceId, (this.inFlight.get(resourceId) ?? 1) - 1);
  }
}
