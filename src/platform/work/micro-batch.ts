interface Entry<Item, Result> {
  readonly items: readonly Item[];
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers writes into batches without ever waiting for more to come: the first goes at once, and what arrives while it is
 * being written goes together as the next batch. An idle system has single-item latency, a busy one has large batches.
 */
export class MicroBatch<Item, Result> {
  private waiting: Entry<Item, Result>[] = [];
  private writing = 0;

  /**
   * `write` answers for each item of the batch, in order; when it throws, every item of that batch is rejected. A batch
   * holds at most `maxSize` items, unless more were added together. `writers` batches are written at the same time: with
   * more than one, what was added later may be written earlier.
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Result[]>,
    private readonly maxSize: number,
    private readonly writers = 1,
  ) {}

  /** Resolves when the batch that holds the item is written. */
  async add(item: Item): Promise<Result> {
    const [result] = await this.addAll([item]);
    return result as Result;
  }

  /** Resolves when the batch that holds these items, all of them and in order, is written. */
  addAll(items: readonly Item[]): Promise<Result[]> {
    const written = new Promise<Result[]>((resolve, reject) => this.waiting.push({ items, resolve, reject }));
    void this.drain();
    return written;
  }

  private async drain(): Promise<void> {
    if (this.writing === this.writers) return;
    this.writing += 1;
    while (this.waiting.length > 0) {
      const entries = this.takeSome();
      try {
        const results = await this.write(entries.flatMap(({ items }) => items));
        let from = 0;
        for (const { items, resolve } of entries) resolve(results.slice(from, (from += items.length)));
      } catch (error) {
        for (const { reject } of entries) reject(error);
      }
    }
    this.writing -= 1;
  }

  /** The first entries, as many as fit. */
  private takeSome(): Entry<Item, Result>[] {
    let size = 0;
    let count = 0;
    for (const { items } of this.waiting) {
      size += items.length;
      if (count > 0 && size > this.maxSize) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
