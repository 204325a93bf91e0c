/**
 * Gathers single writes into batches without ever waiting for more to come: the first goes at once, and what arrives
 * while it is being written goes together as the next batch. An idle system has single-item latency, a busy one has
 * large batches.
 */
export class MicroBatch<Item, Result> {
  private waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  private writing = false;

  /** `write` answers for each item of the batch, in order; when it throws, every item of that batch is rejected. */
  constructor(
    private readonly write: (items: Item[]) => Promise<Result[]>,
    private readonly maxSize: number,
  ) {}

  /** Resolves when the batch that holds the item is written. */
  add(item: Item): Promise<Result> {
    const result = this.queue(item);
    void this.drain();
    return result;
  }

  /** As `add` for each of the items, in order and next to each other; rejects when any of their batches does. */
  addAll(items: readonly Item[]): Promise<Result[]> {
    const results = items.map((item) => this.queue(item));
    void this.drain();
    return Promise.all(results);
  }

  private queue(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => this.waiting.push({ item, resolve, reject }));
  }

  private async drain(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.maxSize);
      try {
        const results = await this.write(batch.map((entry) => entry.item));
        batch.forEach((entry, i) => entry.resolve(results[i] as Result));
      } catch (error) {
        batch.forEach((entry) => entry.reject(error));
      }
    }
    this.writing = false;
  }
}
