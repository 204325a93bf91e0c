import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReservantoClient } from '../../src/reservanto/reservanto-client.js';
import type { FaultName } from '../../src/simulator/faults.js';
import { Simulator } from '../../src/simulator/simulator.js';
import { waitUntil } from '../support/wait-until.js';

const request = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: Math.floor(Date.now() / 1000) + 86_400,
  Count: 1,
  CustomerNote: null,
  PaymentRequiredProcess: 'Never',
} as const;

describe('a verdict agrees with what Reservanto really booked', () => {
  let simulator: Simulator;
  let client: ReservantoClient;

  beforeEach(async () => {
    simulator = await Simulator.start();
    client = new ReservantoClient({
      baseUrl: simulator.url,
      longTimeToken: simulator.longTimeToken,
      timeoutMs: 500,
      concurrency: 4,
      clock: () => Date.now(),
    });
  });

  afterEach(async () => {
    await client.close();
    await simulator.stop();
  });

  it.each<[FaultName, string, booked: number]>([
    ['hang', 'unknown', 0],
    ['reset-before', 'unknown', 0],
    ['booked-then-reset', 'unknown', 1],
    ['500-before', 'unknown', 0],
    ['500-after', 'unknown', 1],
    ['502-after', 'unknown', 1],
    ['503-after', 'unknown', 1],
    ['504-before', 'unknown', 0],
    ['503-retry-after', 'not-executed', 0],
    ['429-retry-after', 'not-executed', 0],
    ['400', 'not-executed', 0],
    ['404', 'not-executed', 0],
    ['415', 'not-executed', 0],
    ['302', 'not-executed', 0],
    ['missing-right', 'not-executed', 0],
    ['html', 'unknown', 1],
    ['truncated', 'unknown', 1],
    ['empty', 'unknown', 1],
    ['oversized', 'unknown', 1],
  ])('%s is %s, with %i booked', async (fault, verdict, booked) => {
    simulator.faults.arm({ fault });
    const report = await client.createBooking(request);
    expect(report.verdict.verdict).toBe(verdict);
    expect(report.posts).toBe(1);
    expect(simulator.ledger.lines).toHaveLength(booked);
  });

  it('a booking that is made after the client was cut off is unknown, never "not executed"', async () => {
    simulator.faults.arm({ fault: 'booked-late', delayMs: 100 });
    expect((await client.createBooking(request)).verdict.verdict).toBe('unknown');
    await waitUntil(() => simulator.ledger.lines.length === 1, 'the late booking');
  });

  it('a token that expired is renewed once and the call repeated once', async () => {
    await client.createBooking(request);
    simulator.tokens.expireAll();
    const report = await client.createBooking(request);
    expect(report).toMatchObject({ verdict: { verdict: 'created' }, posts: 2 });
    expect(simulator.calls.counts['Authorize/GetShortTimeToken']).toBe(2);
  });

  it('a call that is answered 401 twice is not executed and not repeated again', async () => {
    simulator.faults.arm({ fault: 'expired-token' });
    expect(await client.createBooking(request)).toMatchObject({
      verdict: { because: 'unauthorized' },
      posts: 2,
    });
  });

  it('one token is fetched however many calls ask for it', async () => {
    await Promise.all(Array.from({ length: 4 }, () => client.createBooking(request)));
    expect(simulator.calls.counts['Authorize/GetShortTimeToken']).toBe(1);
  });

  it('a connection that is refused is not executed', async () => {
    await simulator.stop();
    const report = await client.createBooking(request);
    expect(report.verdict).toMatchObject({ verdict: 'not-executed', because: 'unreachable' });
    simulator = await Simulator.start();
  });
});
