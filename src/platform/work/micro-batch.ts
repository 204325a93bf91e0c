/** How much is written together. */
export interface BatchLimits<Item> {
  /** Items of a batch, at most. */
  readonly items: number;
  /** Sum of what {@link weigh} says of them, at most. */
  readonly weight: number;
  readonly weigh: (item: Item) => number;
}

interface Entry<Item, Result> {
  readonly weight: number;
  readonly items: readonly Item[];
  readonly resolve: (results: Result[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers writes into batches without ever waiting for more to come: the first goes at once, and what arrives while it is
 * being written goes together as the next batch. An idle system has single-item latency, a busy one has large batches.
 */
export class MicroBatch<Item, Result> {
  private readonly limits: BatchLimits<Item>;
  private waiting: Entry<Item, Result>[] = [];
  private writing = 0;

  /**
   * `write` answers for each item of the batch, in order; when it throws, every item of that batch is rejected. A batch
   * stays within `limits` (a number alone limits the items), unless more was added together. `writers` batches are written at the same time: with
   * more than one, what was added later may be written earlier.
   */
  constructor(
    private readonly write: (items: Item[]) => Promise<Result[]>,
    limits: number | BatchLimits<Item>,
    private readonly writers = 1,
  ) {
    this.limits = typeof limits === 'number' ? { items: limits, weight: 0, weigh: () => 0 } : limits;
  }

  /** Resolves when the batch that holds the item is written. */
  async add(item: Item): Promise<Result> {
    const [result] = await this.addAll([item]);
    return result as Result;
  }

  /** Resolves when the batch that holds these items, all of them and in order, is written. */
  addAll(items: readonly Item[]): Promise<Result[]> {
    const weight = items.reduce((sum, item) => sum + this.limits.weigh(item), 0);
    const written = new Promise<Result[]>((resolve, reject) =>
      this.waiting.push({ items, weight, resolve, reject }),
    );
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
    let heaviness = 0;
    let count = 0;
    for (const { items, weight } of this.waiting) {
      size += items.length;
      heaviness += weight;
      if (count > 0 && (size > this.limits.items || heaviness > this.limits.weight)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
