/** What a counter showed at a moment. `at` in milliseconds since 1970. */
export interface Sample {
  readonly at: number;
  readonly count: number;
}

/** By how much a counter that never falls grew between two moments; between samples it is taken to grow evenly. Null without samples. */
export function growth(samples: readonly Sample[], from: number, to: number): number | null {
  const [start, end] = [countAt(samples, from), countAt(samples, to)];
  return start === null || end === null ? null : end - start;
}

/** When a counter first reached `count`, by the same rule. Null when it never did. */
export function momentOf(samples: readonly Sample[], count: number): number | null {
  const after = samples.findIndex((sample) => sample.count >= count);
  const [left, right] = [samples[after - 1], samples[after]];
  if (right === undefined) return null;
  if (left === undefined) return right.at;
  return left.at + ((right.at - left.at) * (count - left.count)) / (right.count - left.count);
}

function countAt(samples: readonly Sample[], at: number): number | null {
  const after = samples.findIndex((sample) => sample.at >= at);
  if (after === -1) return samples.at(-1)?.count ?? null;
  const [left, right] = [samples[after - 1], samples[after]];
  if (right === undefined) return null;
  if (left === undefined) return right.count;
  return left.count + ((right.count - left.count) * (at - left.at)) / (right.at - left.at);
}
