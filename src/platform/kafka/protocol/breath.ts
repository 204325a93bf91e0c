const LONGEST_STRETCH_MS = 10;

/** Lets other work of the process run when this one has been at it for about 10 ms. */
export class Breath {
  private since = performance.now();

  /** Whether it is time to `await take()`. Costs about 50 ns. */
  get due(): boolean {
    return performance.now() - this.since > LONGEST_STRETCH_MS;
  }

  async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.since = performance.now();
  }
}
