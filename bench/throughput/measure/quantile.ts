/** The smallest of `values` that at least the share `q` (0 to 1) of them does not exceed (nearest rank). Throws without values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.max(1, Math.ceil(q * sorted.length)));
  const value = sorted[rank - 1];
  if (value === undefined) throw new RangeError('There is no quantile of nothing.');
  return value;
}

/** Median and 99th percentile. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
}

/** Median and 99th percentile of `values`. Throws without values. */
export function spreadOf(values: readonly number[]): Spread {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}
