import { describe, expect, it } from '@jest/globals';
import { retryConflicts } from './retry-conflicts.js';

const failure = (originalCode: string) => Object.assign(new Error(originalCode), { cause: { originalCode } });

/** Fails with these states, one after the other, and then succeeds. */
function failing(...states: string[]) {
  let calls = 0;
  const write = async () => {
    calls += 1;
    const state = states.shift();
    if (state !== undefined) throw failure(state);
    return 'written';
  };
  return { write, calls: () => calls };
}

describe('a write that meets another transaction', () => {
  it('is repeated after a deadlock, a serialization failure and a unique violation', async () => {
    const { write, calls } = failing('40P01', '40001', '23505');
    expect(await retryConflicts(write)).toBe('written');
    expect(calls()).toBe(4);
  });

  it.each(['23514', '22P05', '08006', '57014'])('is not repeated after %s', async (state) => {
    const { write, calls } = failing(state);
    await expect(retryConflicts(write)).rejects.toThrow(state);
    expect(calls()).toBe(1);
  });

  it('throws a conflict that does not end', async () => {
    const { write } = failing(...Array.from({ length: 100 }, () => '40P01'));
    await expect(retryConflicts(write)).rejects.toThrow('40P01');
  });
});
