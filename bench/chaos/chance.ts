import { seededRandom } from '../../src/simulator/random.js';

/** Chance by seed: the same seed and the same questions give the same answers. */
export class Chance {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  /** True in this share of cases. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** A number from `from` up to, not including, `to`. */
  between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** One of these. */
  oneOf<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}
