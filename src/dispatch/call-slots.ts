/** Lets at most so many calls be under way at once; who comes too early waits for its turn, first come first served. */
export class CallSlots {
  private readonly waiting: (() => void)[] = [];
  private taken = 0;

  constructor(private slots: number) {}

  /** Calls that are under way or wait for their turn. */
  get size(): number {
    return this.taken + this.waiting.length;
  }

  /** Nobody waits any more: who waited has its turn at once, and must not begin a call. */
  close(): void {
    this.slots = Infinity;
    this.taken += this.waiting.length;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Makes a call when its turn has come; the next one has its turn as soon as it ends, however it ends. */
  async run<Result>(call: () => Promise<Result>): Promise<Result> {
    if (this.taken < this.slots) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = this.waiting.shift();
      // The slot goes from hand to hand, so that nobody takes it in between.
      if (next === undefined) this.taken -= 1;
      else next();
    }
  }
}
