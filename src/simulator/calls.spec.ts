import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { Calls } from './calls.js';
import { Simulator } from './simulator.js';

const CREATE = 'EmsLike/CreateBooking';
const wish = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: Math.floor(Date.now() / 1_000) + 86_400,
};

describe('calls of a simulator', () => {
  let simulator: Simulator;
  let reservanto: ReservantoCaller;

  beforeEach(async () => {
    simulator = await Simulator.start();
    reservanto = new ReservantoCaller(simulator);
  });
  afterEach(() => simulator.stop());

  it('are counted by operation, those of no operation together', async () => {
    await reservanto.call(CREATE, wish);
    await reservanto.call('Test/Echo');
    await reservanto.call('Test/Echo');
    await reservanto.call('__proto__');
    await reservanto.call('toString');
    expect(simulator.calls.counts).toEqual({
      'Authorize/GetShortTimeToken': 1,
      [CREATE]: 1,
      'Test/Echo': 2,
      unknown: 2,
    });
  });

  it('leave one record for each create: what came, when it began and ended, what it booked', async () => {
    await reservanto.call(CREATE, { ...wish, CustomerNote: 'one' });
    await reservanto.call(CREATE, { ...wish, CustomerId: 1, CustomerNote: 'two' });
    const [booked, refused] = simulator.calls.creates;
    const AppointmentId = simulator.ledger.lines[0]?.event.AppointmentId;
    const resource = { BookingResourceId: 19564, fault: null };
    expect(booked).toMatchObject({
      ...resource,
      sequence: 1,
      CustomerId: 965123,
      note: 'one',
      appointmentId: AppointmentId,
    });
    expect(refused).toMatchObject({
      ...resource,
      sequence: 2,
      CustomerId: 1,
      note: 'two',
      appointmentId: null,
    });
    expect(booked?.endedAt).toBeGreaterThanOrEqual(booked?.beganAt ?? Infinity);
    expect(refused?.beganAt).toBeGreaterThanOrEqual(booked?.endedAt ?? Infinity);
  });

  it('end for the client when it is cut off, not when a late booking is made', async () => {
    simulator.faults.arm({ fault: 'booked-late', delayMs: 60_000, times: 1 });
    await reservanto.call(CREATE, wish);
    await waitUntil(() => simulator.calls.creates[0]?.endedAt !== null, 'the end of the call');
    await reservanto.call(CREATE, wish);
    expect(simulator.calls.mostAtOnce).toBe(1);
  });

  it('end for the client when it stops waiting', async () => {
    simulator.faults.arm({ fault: 'slow', delayMs: 60_000, times: 1 });
    await reservanto.callUntilStruck(CREATE, wish);
    await waitUntil(() => simulator.calls.creates[0]?.endedAt !== null, 'the end of the call');
    await reservanto.call(CREATE, wish);
    expect(simulator.calls.mostAtOnce).toBe(1);
  });

  it('at once for one resource are seen, for two they are not', async () => {
    simulator.faults.arm({ fault: 'slow', delayMs: 300 });
    const at = (BookingResourceId: number) => reservanto.call(CREATE, { ...wish, BookingResourceId });
    await reservanto.call('Test/Echo');
    await Promise.all([at(19564), at(19565), at(19566)]);
    expect(simulator.calls.mostAtOnce).toBe(1);
    await Promise.all([at(19564), at(19565), at(19564)]);
    expect(simulator.calls.mostAtOnce).toBe(2);
  });
});

describe('a record of creates', () => {
  it('carries 400,000 and then lets the older half go; the sequence goes on', () => {
    const calls = new Calls(() => 0);
    for (let n = 0; n < 400_001; n += 1) calls.begin(CREATE, wish).end();
    expect(calls.creates).toHaveLength(200_001);
    expect(calls.creates[0]?.sequence).toBe(200_001);
    expect(calls.creates.at(-1)?.sequence).toBe(400_001);
    expect(calls.mostAtOnce).toBe(1);
  });
});
