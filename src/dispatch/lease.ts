/**
 * How long a claim is certainly ours, as this process can know it without asking the database. Counted from *before*
 * the claim or renewal was written, on the clock that has moved further, so that a process that was stopped or a
 * machine that slept finds it expired.
 */
export class Lease {
  private wallStart: number;
  private steadyStart: number;
  private lost = false;

  constructor(
    private readonly lengthMs: number,
    now: LeaseTime = leaseTime(),
  ) {
    this.wallStart = now.wall;
    this.steadyStart = now.steady;
  }

  /** The renewal whose writing began at `from` has succeeded. */
  renewed(from: LeaseTime): void {
    this.wallStart = from.wall;
    this.steadyStart = from.steady;
  }

  /** The claim belongs to nobody or to somebody else. */
  lose(): void {
    this.lost = true;
  }

  /** Milliseconds left; nothing when it is lost. */
  leftMs(now: LeaseTime = leaseTime()): number {
    if (this.lost) return 0;
    const elapsed = Math.max(now.wall - this.wallStart, now.steady - this.steadyStart);
    return Math.max(0, this.lengthMs - elapsed);
  }
}

/** One moment on both clocks, in milliseconds. */
export interface LeaseTime {
  readonly wall: number;
  readonly steady: number;
}

/** Now. */
export function leaseTime(): LeaseTime {
  return { wall: Date.now(), steady: performance.now() };
}
