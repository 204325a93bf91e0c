import { describe, expect, it } from '@jest/globals';
import { isAtRest, type Progress } from './quiescence.js';

const rest: Progress = { states: { CREATED: 5, FAILED: 1, REVIEW: 1 }, owed: 0, deadLetters: 2, behind: 0 };

describe('rest', () => {
  it('is when all is settled, published and read; what only a person can settle may be open', () => {
    expect(isAtRest(rest)).toBe(true);
  });

  it.each<[string, Partial<Progress>]>([
    ['a request waits', { states: { WAITING: 1 } }],
    ['a request is being called', { states: { CALLING: 1 } }],
    ['a request is unknown', { states: { UNKNOWN: 1 } }],
    ['an event is owed', { owed: 1 }],
    ['a record is unread', { behind: 1 }],
    ['Kafka cannot be asked', { behind: null }],
  ])('is not while %s', (_, changes) => {
    expect(isAtRest({ ...rest, ...changes })).toBe(false);
  });
});
