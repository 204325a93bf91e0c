import type { BatchHeader } from './batch-header.js';
import type { AbortedTransaction } from './raw-fetch.js';

/** Tells which batches of a record set belong to aborted transactions; is shown each batch, in offset order. */
export class AbortedTransactions {
  private readonly upcoming: AbortedTransaction[];
  private readonly open = new Set<bigint>();

  constructor(transactions: readonly AbortedTransaction[]) {
    this.upcoming = [...transactions].sort((a, b) => (a.firstOffset > b.firstOffset ? -1 : 1));
  }

  /** Whether the records of the batch must not be read. `marker` is what a control batch says. */
  includes(header: BatchHeader, marker: 'abort' | 'other' | null): boolean {
    for (
      let next = this.upcoming.at(-1);
      next && next.firstOffset <= header.lastOffset;
      next = this.upcoming.at(-1)
    ) {
      this.open.add(next.producerId);
      this.upcoming.pop();
    }
    if (marker === 'abort') this.open.delete(header.producerId);
    return header.transactional && this.open.has(header.producerId);
  }
}
