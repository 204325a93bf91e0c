import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import { ACTIONS } from './actions.js';
import { Simulator } from './simulator.js';
import { ALL_RIGHTS } from './tokens.js';

const MINUTE_MS = 60_000;

let now: number;
let simulator: Simulator;
let reservanto: ReservantoCaller;

beforeEach(async () => {
  now = 1_769_000_000_000;
  simulator = await Simulator.start({ clock: () => now });
  reservanto = new ReservantoCaller(simulator);
});
afterEach(() => simulator.stop());

const echo = async (token: string) => (await reservanto.send('Test/Echo', { token })).status;

describe('a short-time token', () => {
  it('is valid for 30 minutes and not a moment longer', async () => {
    const token = await reservanto.newToken();
    now += 30 * MINUTE_MS - 1;
    expect(await echo(token)).toBe(200);
    now += 1;
    expect(await echo(token)).toBe(401);
  });

  it('does not end the ones before it', async () => {
    const older = await reservanto.newToken();
    now += 20 * MINUTE_MS;
    const younger = await reservanto.newToken();
    expect(younger).not.toBe(older);
    expect([await echo(older), await echo(younger)]).toEqual([200, 200]);
    now += 15 * MINUTE_MS;
    expect([await echo(older), await echo(younger)]).toEqual([401, 200]);
  });

  it('is taken only bare and whole', async () => {
    const token = await reservanto.newToken();
    expect([await echo(`Bearer ${token}`), await echo(token.slice(1)), await echo('')]).toEqual([
      401, 401, 401,
    ]);
  });

  it('ends with all others when they are made invalid', async () => {
    const tokens = [await reservanto.newToken(), await reservanto.newToken()];
    simulator.tokens.expireAll();
    expect(await Promise.all(tokens.map(echo))).toEqual([401, 401]);
  });
});

describe('a right', () => {
  const statuses = async () => {
    const names = Object.keys(ACTIONS);
    const seen = await Promise.all(names.map((name) => reservanto.call(name)));
    return Object.fromEntries(names.map((name, index) => [name, seen[index]?.status]));
  };

  it.each(ALL_RIGHTS)('%s opens its operations and no other', async (right) => {
    await reservanto.call('Test/Echo');
    simulator.tokens.grant([right]);
    const expected = Object.entries(ACTIONS).map(([name, action]) => [
      name,
      action.right === null || action.right === right ? 200 : 403,
    ]);
    expect(await statuses()).toEqual(Object.fromEntries(expected));
  });
});

describe('what is wrong with a call is told in this order:', () => {
  const CREATE = 'EmsLike/CreateBooking';

  it.each([
    [404, 'a path without an operation', { path: 'EmsLike/Nothing', method: 'GET', type: 'text/plain' }],
    [404, 'a path that only looks like one', { path: 'constructor', method: 'GET', type: 'text/plain' }],
    [404, 'a path that cannot be decoded', { path: '%E0%A4%A', method: 'GET', type: 'text/plain' }],
    [405, 'a method that is not POST', { path: CREATE, method: 'GET', type: 'text/plain' }],
    [405, 'a method that is not POST', { path: CREATE, method: 'PUT', type: 'text/plain' }],
    [415, 'a type that is not JSON', { path: CREATE, type: 'text/plain' }],
    [415, 'a type that is not JSON', { path: 'Authorize/GetShortTimeToken', type: 'text/plain' }],
    [401, 'a token that is not valid', { path: CREATE, token: 'none' }],
    [401, 'a token that is missing', { path: CREATE }],
    [
      200,
      'a type without a charset is JSON',
      { path: 'Authorize/GetShortTimeToken', type: 'application/json' },
    ],
  ])('%i %s', async (status, _what, { path, ...sent }) => {
    simulator.tokens.grant([]);
    expect((await reservanto.send(path, sent)).status).toBe(status);
    expect(simulator.ledger.lines).toEqual([]);
  });

  it('403 a right that is missing', async () => {
    simulator.tokens.grant([]);
    const token = await reservanto.newToken();
    expect((await reservanto.send(CREATE, { token, body: 'no JSON' })).status).toBe(403);
  });

  it('a fault does not strike a call that is wrong by itself', async () => {
    simulator.faults.arm({ fault: '500-before', times: 1 });
    expect((await reservanto.send(CREATE, { token: 'none' })).status).toBe(401);
    expect(simulator.faults.injected).toEqual({});
    expect((await reservanto.call(CREATE)).status).toBe(500);
  });

  it('a body that is no JSON object is one without properties', async () => {
    const token = await reservanto.newToken();
    for (const body of ['', 'no JSON', '[]', 'null', '7']) {
      const { status, json } = await reservanto.send(CREATE, { token, body });
      expect([status, json.ErrorParameter]).toEqual([200, 'CustomerId']);
    }
  });
});

describe('with a tolerance for TimeStamp', () => {
  it.each([
    [undefined, true],
    ['soon', true],
    [-301, true],
    [-300, false],
    [0, false],
    [300, false],
    [301, true],
  ])('an offset of %s seconds is refused: %s', async (offset, isRefused) => {
    const strict = await Simulator.start({ clock: () => now, timeStampToleranceMs: 5 * MINUTE_MS });
    const TimeStamp = typeof offset === 'number' ? now / 1_000 + offset : offset;
    const { json } = await new ReservantoCaller(strict).send('Authorize/GetShortTimeToken', {
      body: JSON.stringify({ LongTimeToken: strict.longTimeToken, TimeStamp }),
    });
    await strict.stop();
    expect([json.IsError, json.ErrorParameter]).toEqual(isRefused ? [true, 'TimeStamp'] : [false, null]);
  });
});
