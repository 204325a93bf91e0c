import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ReservantoCaller, type Seen } from '../../test/support/reservanto-caller.js';
import { waitUntil } from '../../test/support/wait-until.js';
import { Faults } from './armed-faults.js';
import { type FaultName, FAULTS, MAGIC_CUSTOMERS } from './faults.js';
import { seededRandom } from './random.js';
import { Simulator } from './simulator.js';

const CREATE = 'EmsLike/CreateBooking';
const BY_CUSTOMER = 'Event/GetListByCustomer';
const TOKEN = 'Authorize/GetShortTimeToken';
const START = 1_769_346_000;
const NOW_MS = 1_769_000_000_000;
const wish = { BookingResourceId: 19564, BookingServiceId: 112325, CustomerId: 965123, BookingStart: START };

const CUT = 0;
const GAVE_UP = -1;
const confirmed = ({ json }: Seen) => json.Status === 'Confirmed';
const bodyless = ({ text }: Seen) => text === '';

/** Of every fault: the status that the client sees, what else it sees, and how many bookings there are then. */
const SEEN: Readonly<Record<FaultName, [status: number, booked: number, also: (seen: Seen) => boolean]>> = {
  slow: [200, 1, confirmed],
  lag: [200, 1, confirmed],
  hang: [GAVE_UP, 0, bodyless],
  'booked-then-hang': [GAVE_UP, 1, bodyless],
  'reset-before': [CUT, 0, bodyless],
  'booked-then-reset': [CUT, 1, bodyless],
  'booked-late': [CUT, 0, bodyless],
  '500-before': [500, 0, bodyless],
  '500-after': [500, 1, bodyless],
  '502-before': [502, 0, bodyless],
  '502-after': [502, 1, bodyless],
  '503-before': [503, 0, ({ headers }) => !headers.has('retry-after')],
  '503-after': [503, 1, ({ headers }) => !headers.has('retry-after')],
  '504-before': [504, 0, bodyless],
  '504-after': [504, 1, bodyless],
  '503-retry-after': [503, 0, ({ headers }) => headers.get('retry-after') === '1'],
  '429-retry-after': [429, 0, ({ headers }) => headers.get('retry-after') === '1'],
  '400': [400, 0, bodyless],
  '404': [404, 0, bodyless],
  '415': [415, 0, bodyless],
  '302': [302, 0, ({ headers }) => headers.has('location')],
  html: [200, 1, ({ text }) => text.startsWith('<html>')],
  truncated: [200, 1, ({ isWhole }) => !isWhole],
  empty: [200, 1, ({ text, isWhole }) => isWhole && text === ''],
  oversized: [200, 1, ({ text }) => text.length > 1_000_000],
  'expired-token': [401, 0, bodyless],
  'missing-right': [403, 0, bodyless],
};

let now: number;
let simulator: Simulator;
let reservanto: ReservantoCaller;

beforeEach(async () => {
  now = NOW_MS;
  simulator = await Simulator.start({ clock: () => now });
  reservanto = new ReservantoCaller(simulator);
});
afterEach(() => simulator.stop());

const create = (fields: object = {}) => reservanto.call(CREATE, { ...wish, ...fields });
const callUnder = (fault: FaultName, action = CREATE) =>
  FAULTS[fault].shows === 'silence'
    ? reservanto.callUntilStruck(action, wish)
    : reservanto.call(action, wish);
const listed = async () => {
  const { json } = await reservanto.call(BY_CUSTOMER, {
    CustomerId: 965123,
    StartDate: START,
    EndDate: START + 1,
  });
  return (json.Events as unknown[]).length;
};

describe('a fault', () => {
  it.each(Object.keys(FAULTS) as FaultName[])(
    '%s shows itself to the client, and the ledger tells the truth',
    async (fault) => {
      const [status, booked, also] = SEEN[fault];
      simulator.faults.arm({ fault, delayMs: 150 });
      const seen = await callUnder(fault);
      expect([seen.status, also(seen)]).toEqual([status, true]);
      expect(simulator.ledger.lines.map((line) => line.fault)).toEqual(Array(booked).fill(fault));
      expect(simulator.faults.injected).toEqual({ [fault]: 1 });
      await waitUntil(() => simulator.calls.creates[0]?.endedAt !== null, 'the end of the call');
      expect(simulator.calls.creates).toMatchObject([
        { fault, appointmentId: simulator.ledger.lines[0]?.event.AppointmentId ?? null },
      ]);
    },
  );

  it('slow books only after its delay, and then also when the client has gone', async () => {
    simulator.faults.arm({ fault: 'slow', delayMs: 1_000 });
    expect((await reservanto.callUntilStruck(CREATE, wish)).status).toBe(GAVE_UP);
    now += 7_000;
    await waitUntil(() => simulator.ledger.lines.length === 1, 'the booking');
    expect(simulator.ledger.lines[0]).toMatchObject({ at: NOW_MS + 7_000, fault: 'slow' });
  });

  it('booked-late books after the client was cut off, at the time of the booking and not of the call', async () => {
    simulator.faults.arm({ fault: 'booked-late', delayMs: [1_000, 1_100] });
    const call = create({ CustomerNote: 'late' });
    await waitUntil(() => simulator.faults.injected['booked-late'] === 1, 'the call');
    now += 7_000;
    expect((await call).status).toBe(CUT);
    await waitUntil(() => simulator.ledger.lines.length === 1, 'the booking');
    expect(simulator.ledger.lines[0]).toMatchObject({
      at: NOW_MS + 7_000,
      note: 'late',
      fault: 'booked-late',
    });
    const AppointmentId = simulator.ledger.lines[0]?.event.AppointmentId;
    await waitUntil(() => simulator.calls.creates[0]?.appointmentId === AppointmentId, 'its create');
  });

  it.each<FaultName>(['slow', 'booked-late'])(
    '%s books nothing when the simulator stops before its time',
    async (fault) => {
      simulator.faults.arm({ fault, delayMs: 60_000 });
      const call = create();
      await waitUntil(() => simulator.faults.injected[fault] === 1, 'the call');
      await simulator.stop();
      await call;
      expect(simulator.ledger.lines).toEqual([]);
      simulator = await Simulator.start();
    },
  );

  it('lag hides the booking that it struck from reads for its delay', async () => {
    simulator.faults.arm({ fault: 'lag', delayMs: 5_000, times: 1 });
    await create();
    now += 4_999;
    expect(await listed()).toBe(0);
    now += 1;
    expect(await listed()).toBe(1);
  });

  it('lag lets the read that it struck see what there was before its delay', async () => {
    await create();
    now += 4_999;
    simulator.faults.arm({ fault: 'lag', action: BY_CUSTOMER, delayMs: 5_000, times: 1 });
    expect(await listed()).toBe(0);
    expect(await listed()).toBe(1);
  });

  it.each<[string, FaultName, number]>([
    [BY_CUSTOMER, '500-before', 500],
    [BY_CUSTOMER, 'hang', GAVE_UP],
    [BY_CUSTOMER, 'expired-token', 401],
    [BY_CUSTOMER, 'missing-right', 403],
    [TOKEN, '500-before', 500],
    [TOKEN, 'hang', GAVE_UP],
    [TOKEN, 'missing-right', 403],
    [TOKEN, '429-retry-after', 429],
  ])('at %s, %s shows as %i, and there alone', async (action, fault, status) => {
    await reservanto.call('Test/Echo');
    simulator.faults.arm({ fault, action });
    expect((await callUnder(fault, action)).status).toBe(status);
    expect((await create()).status).toBe(200);
  });
});

describe('what is armed', () => {
  it('strikes the customer it is for, as often as it says', async () => {
    simulator.faults.arm({ fault: '500-before', customerId: 965124, times: 2 });
    const statuses: number[] = [];
    for (const CustomerId of [965123, 965124, 965124, 965124])
      statuses.push((await create({ CustomerId })).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('is gone when it is cleared, but for the magic customers', async () => {
    simulator.faults.arm({ fault: '500-before' });
    simulator.faults.clear();
    expect((await create()).status).toBe(200);
    expect((await create({ CustomerId: 1_900_009 })).status).toBe(500);
    expect(simulator.faults.armed).toHaveLength(Object.keys(MAGIC_CUSTOMERS).length);
  });

  const pattern = (faults: Faults, calls = 500) =>
    Array.from({ length: calls }, () => faults.strike(CREATE, 1)?.fault ?? null);

  it('by rate strikes that share of the calls, and counts them by kind', () => {
    const faults = new Faults(1);
    faults.arm({ fault: 'html', rate: 0.05 });
    faults.arm({ fault: '500-after', rate: 0.2 });
    const struck = pattern(faults, 20_000);
    const count = (fault: FaultName) => struck.filter((name) => name === fault).length;
    expect(count('500-after') / 20_000).toBeCloseTo(0.2, 2);
    expect(count('html') / 20_000).toBeCloseTo(0.04, 2);
    expect(faults.injected).toEqual({ html: count('html'), '500-after': count('500-after') });
  });

  it('by rate strikes the same calls with the same seed, and others with another', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (one, other) => {
        const struckWith = (seed: number, simulatorSeed: number) => {
          const faults = new Faults(simulatorSeed);
          faults.arm({ fault: 'html', rate: 0.3, seed });
          return pattern(faults, 200);
        };
        expect(struckWith(one, 1)).toEqual(struckWith(one, 2));
        fc.pre(one !== other);
        expect(struckWith(one, 1)).not.toEqual(struckWith(other, 1));
      }),
      { numRuns: 50 },
    );
  });

  it('without a seed of its own follows that of the simulator, afresh after a reset', () => {
    const faults = new Faults(7);
    const run = () => {
      faults.reset();
      faults.arm({ fault: 'html', rate: 0.1 });
      faults.arm({ fault: 'empty', rate: 0.1 });
      return pattern(faults);
    };
    const first = run();
    expect(run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([null, 'html', 'empty']));
  });

  it('by rate keeps its pattern whatever else is armed', () => {
    const alone = new Faults(1);
    alone.arm({ fault: 'html', rate: 0.2, seed: 5 });
    const among = new Faults(1);
    among.arm({ fault: 'html', rate: 0.2, seed: 5 });
    among.arm({ fault: 'empty', rate: 0.3, times: 20 });
    const expected = pattern(alone);
    pattern(among).forEach((name, call) =>
      expect([name === 'empty' ? expected[call] : name]).toEqual([expected[call]]),
    );
  });

  it('draws each delay from its range', () => {
    const faults = new Faults(1);
    faults.arm({ fault: 'slow', delayMs: [100, 200] });
    const delays = Array.from({ length: 500 }, () => faults.strike(CREATE, 1)?.delayMs ?? 0);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThanOrEqual(200);
    expect(new Set(delays).size).toBeGreaterThan(50);
  });
});

describe('chance', () => {
  it('lies from 0 to below 1 whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        for (let n = 0; n < 50; n += 1) {
          const value = random();
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });
});
