import { describe, expect, it } from '@jest/globals';
import { benchCommand, readOptions } from './options.js';
import { planCells } from './plan-cells.js';

const plan = (words: string) =>
  planCells(readOptions(['node', 'bench', ...words.split(' ').filter(Boolean)], benchCommand()));
const names = (words: string) => plan(words).map((cell) => cell.name);

describe('the cells of a call', () => {
  it.each([
    ['--latency 0,50 --concurrency 64,256', 'bridge-0-64-1 bridge-0-256-2 bridge-50-64-3 bridge-50-256-4'],
    ['--latency 50 --concurrency 8,9 --baseline', 'baseline-50-1 bridge-50-8-2 bridge-50-9-3'],
    ['--latency 50 --concurrency 8 --rate 10', 'echo-1 bridge-50-8-2'],
    ['--latency 50 --concurrency 8 --rate 10 --baseline', 'echo-1 baseline-50-2 bridge-50-8-3'],
    ['--latency 50 --concurrency 8 --only bridge', 'bridge-50-8-1'],
    ['--latency 50 --concurrency 8 --only bridge --rate 10', 'bridge-50-8-1'],
    ['--latency 50,100 --only baseline', 'baseline-50-1 baseline-100-2'],
    ['--only echo', 'echo-1'],
    ['--only intake', 'intake-1'],
    ['--latency 50,50 --concurrency 8', 'bridge-50-8-1 bridge-50-8-2'],
  ])('for %s are %s', (words, expected) => expect(names(words)).toEqual(expected.split(' ')));

  it('keep a subject busy for a quarter of a minute when nobody says how many requests there are', () => {
    expect(plan('--latency 50 --concurrency 64')).toMatchObject([{ requests: 19_200 }]);
    expect(plan('--latency 50 --concurrency 64 --instances 2')).toMatchObject([{ requests: 38_400 }]);
    expect(plan('--latency 10 --concurrency 1000')).toMatchObject([{ requests: 60_000 }]);
    expect(plan('--latency 50 --concurrency 64 --rate 200 --only bridge')).toMatchObject([
      { requests: 3_000 },
    ]);
  });

  it('offer the baseline no more than it can do in that time, and never more than was asked for', () => {
    const words = '--latency 50 --concurrency 64 --only baseline';
    expect(plan(`${words} --requests 100000`)).toMatchObject([{ requests: 3_600, concurrency: 12 }]);
    expect(plan(`${words} --requests 500`)).toMatchObject([{ requests: 500 }]);
  });

  it('hold the dispatch up where the intake alone is measured', () => {
    expect(plan('--only intake')).toMatchObject([{ concurrency: 1, latencyMs: 15_000, requests: 200_000 }]);
  });
});
