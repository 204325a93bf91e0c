import { setTimeout as delay } from 'node:timers/promises';

const SECOND_MS = 1_000;

/** Lets things pass at an even rate: after `n` of them, at least `n / perSecond` seconds go by before the next. */
export class Pace {
  private freeAt = 0;

  /** `now` and `sleep` count in milliseconds; tests give their own. */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
    private readonly sleep: (milliseconds: number) => Promise<unknown> = delay,
  ) {}

  /** Resolves when `count` more may pass. What was not used earlier is not made up for. */
  async pass(count: number): Promise<void> {
    const wait = this.freeAt - this.now();
    if (wait > 0) await this.sleep(wait);
    this.freeAt = Math.max(this.freeAt, this.now()) + (count / this.perSecond) * SECOND_MS;
  }
}
