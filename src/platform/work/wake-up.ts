/**
 * Lets one loop sleep until there is work or a time has passed. A wake-up that comes while the loop is busy is
 * remembered, so none is lost.
 */
export class WakeUp {
  private pending = false;
  private wake: (() => void) | null = null;

  /** There may be work: ends the present or the next sleep. */
  call(): void {
    this.pending = true;
    this.wake?.();
  }

  /** Sleeps at most `milliseconds`. */
  async sleep(milliseconds: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = null;
    }
    this.pending = false;
  }
}
