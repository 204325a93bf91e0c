import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SilenceWatch } from './silence-watch.js';

describe('brokers that do not answer', () => {
  let done: string[];
  let watch: SilenceWatch;

  beforeEach(() => {
    jest.useFakeTimers();
    done = [];
    watch = new SilenceWatch({
      leaveConnections: () => done.push('left'),
      giveUp: () => done.push('given up'),
    });
    watch.hasJoined();
  });
  afterEach(() => {
    watch.stop();
    jest.useRealTimers();
  });

  it('are told of after some seconds, their connections are left within 15 s, and the membership is given up later', () => {
    jest.advanceTimersByTime(2_000);
    expect(watch.silentSince).toBeNull();
    jest.advanceTimersByTime(3_000);
    expect(watch.silentSince).not.toBeNull();
    expect(done).toEqual([]);
    jest.advanceTimersByTime(10_000);
    expect(done).toEqual(['left']);
    jest.advanceTimersByTime(60_000);
    expect(done).toEqual(['left', 'given up']);
  });

  it('are forgotten with the first answer', () => {
    jest.advanceTimersByTime(7_000);
    watch.sawAnswer();
    expect(watch.silentSince).toBeNull();
    jest.advanceTimersByTime(7_000);
    expect(done).toEqual([]);
  });

  it('may take longer while the group is joined', () => {
    watch.joining();
    jest.advanceTimersByTime(12_000);
    expect(watch.silentSince).toBeNull();
    expect(done).toEqual([]);
    jest.advanceTimersByTime(8_000);
    expect(done).toEqual(['left']);
  });
});
