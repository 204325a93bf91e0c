import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import { ADMIN_ACTIONS } from './admin.js';
import { defaultCatalogue } from './catalogue.js';
import { Simulator } from './simulator.js';

const CREATE = 'EmsLike/CreateBooking';
const wish = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: Math.floor(Date.now() / 1_000) + 86_400,
};

let simulator: Simulator;
let reservanto: ReservantoCaller;

beforeEach(async () => {
  simulator = await Simulator.start();
  reservanto = new ReservantoCaller(simulator);
});
afterEach(() => simulator.stop());

const create = (fields: object = {}) => reservanto.call(CREATE, { ...wish, ...fields });
const get = async (path: string) => (await reservanto.admin('GET', path)).json;

describe('the admin port', () => {
  it('says that it is up, and what else there is when asked for something else', async () => {
    expect(await get('/health')).toEqual({ status: 'up' });
    const { status, json } = await reservanto.admin('GET', '/reset');
    expect(status).toBe(404);
    for (const name of Object.keys(ADMIN_ACTIONS)) expect(JSON.stringify(json)).toContain(name);
  });

  it('shows the ledger, the creates and the calls, from where one asks', async () => {
    for (const CustomerNote of ['a', 'b', 'c']) await create({ CustomerNote });
    expect(await get('/ledger')).toEqual(simulator.ledger.lines);
    expect(await get('/ledger?after=2')).toMatchObject([{ sequence: 3, note: 'c' }]);
    expect(await get('/creates')).toEqual(simulator.calls.creates);
    expect(await get('/creates?after=1')).toMatchObject([
      { sequence: 2, note: 'b' },
      { sequence: 3, note: 'c' },
    ]);
    expect(await get('/calls')).toMatchObject({ counts: { [CREATE]: 3 }, mostAtOnce: 1 });
  });

  it('arms one fault or several, shows what struck, and disarms', async () => {
    const several = [
      { fault: '500-before', times: 1 },
      { fault: 'html', rate: 0, seed: 3, delayMs: [1, 2] },
    ];
    expect((await reservanto.admin('POST', '/faults', several)).status).toBe(200);
    await reservanto.admin('POST', '/faults', { fault: '502-before', times: 1, action: CREATE });
    expect([(await create()).status, (await create()).status, (await create()).status]).toEqual([
      502, 500, 200,
    ]);
    expect(await get('/faults')).toMatchObject({
      armed: expect.arrayContaining([
        { fault: '500-before', times: 1, struck: 1 },
        { fault: 'html', rate: 0, seed: 3, delayMs: [1, 2], struck: 0 },
      ]),
      injected: { '500-before': 1, '502-before': 1 },
    });
    await reservanto.admin('POST', '/faults', { fault: '500-before' });
    await reservanto.admin('DELETE', '/faults');
    expect((await create()).status).toBe(200);
  });

  it('grants rights and ends tokens', async () => {
    await create();
    await reservanto.admin('PUT', '/rights', ['Event_r']);
    expect((await create()).status).toBe(403);
    await reservanto.admin('DELETE', '/tokens');
    expect((await create()).status).toBe(401);
  });

  it('replaces the catalogue', async () => {
    const resource = {
      Id: 5,
      Name: 'Pátý',
      Capacity: 1,
      BookingServiceIds: [6],
      answers: 'ConfirmationRequested',
    };
    const catalogue = {
      resources: [resource],
      services: [{ Id: 6, Name: 'Šestá', Duration: 10 }],
      customers: [7],
      open: { from: 8, to: 9 },
    };
    expect(await get('/catalogue')).toEqual(defaultCatalogue);
    expect((await reservanto.admin('PUT', '/catalogue', catalogue)).status).toBe(200);
    expect(await get('/catalogue')).toEqual(catalogue);
    expect((await create()).json.IsError).toBe(true);
    const { json } = await create({ BookingResourceId: 5, BookingServiceId: 6, CustomerId: 7 });
    expect(json).toMatchObject({ IsError: false, Status: 'ConfirmationRequested' });
    expect(simulator.ledger.lines[0]?.event).toMatchObject({ EndDate: wish.BookingStart + 600 });
  });

  it('resets', async () => {
    await create();
    await reservanto.admin('POST', '/faults', { fault: '500-before' });
    expect((await reservanto.admin('POST', '/reset')).status).toBe(200);
    expect([await get('/ledger'), await get('/creates')]).toEqual([[], []]);
    expect((await create()).status).toBe(200);
  });
});

describe('bad input to the admin port is answered with 400, says what is wrong, and changes nothing:', () => {
  const good = { fault: 'html' };
  const resource = { Id: 5, Name: 'Pátý', Capacity: 1, BookingServiceIds: [6] };
  const catalogue = { resources: [resource], services: [], customers: [], open: { from: 8, to: 9 } };

  it.each<[string, string, unknown, RegExp]>([
    ['POST', '/faults', '{"fault": "html"', /not JSON/],
    ['POST', '/faults', '', /not JSON/],
    ['POST', '/faults', '7', /must be a JSON object/],
    ['POST', '/faults', {}, /"fault" is missing: one of .*slow, lag/],
    ['POST', '/faults', { fault: 'htlm' }, /"fault" must be one of .*slow, lag/],
    ['POST', '/faults', { fault: 'toString' }, /"fault" must be one of .*slow, lag/],
    ['POST', '/faults', { ...good, action: 'CreateBooking' }, /"action" must be one of Authorize/],
    ['POST', '/faults', { ...good, rate: 5 }, /"rate" must be a number from 0 to 1/],
    ['POST', '/faults', { ...good, rate: '0.5' }, /"rate" must be a number from 0 to 1/],
    ['POST', '/faults', { ...good, times: 0 }, /"times" must be a whole number of 1 or more/],
    ['POST', '/faults', { ...good, seed: 0.5 }, /"seed" must be a whole number/],
    ['POST', '/faults', { ...good, customerId: '965123' }, /"customerId" must be a whole number/],
    ['POST', '/faults', { ...good, delayMs: [2, 1] }, /"delayMs" must be milliseconds, or \[from, to\]/],
    ['POST', '/faults', { ...good, delayMs: -1 }, /"delayMs" must be milliseconds, or \[from, to\]/],
    ['POST', '/faults', { ...good, delay: 1 }, /"delay" is not known. Known are fault, action/],
    ['POST', '/faults', [good, { fault: 'htlm' }], /"fault" must be one of/],
    ['PUT', '/rights', ['Booking_r'], /Rights are a list of any of Booking_w/],
    ['PUT', '/rights', 'Event_r', /not JSON/],
    ['PUT', '/rights', { right: 'Event_r' }, /Rights are a list/],
    ['PUT', '/catalogue', [], /The catalogue must be a JSON object/],
    ['PUT', '/catalogue', { resources: [] }, /must have services, customers, open/],
    ['PUT', '/catalogue', { ...catalogue, customers: ['7'] }, /"customers" must be a list of whole numbers/],
    ['PUT', '/catalogue', { ...catalogue, resources: [{ ...resource, Capacity: 0 }] }, /"Capacity" must be/],
    [
      'PUT',
      '/catalogue',
      { ...catalogue, resources: [{ ...resource, answers: 'Booked' }] },
      /"answers" must be/,
    ],
    ['PUT', '/catalogue', { ...catalogue, services: [{ Id: 1, Name: 'x' }] }, /A service must have Duration/],
    ['PUT', '/catalogue', { ...catalogue, open: { from: 1 } }, /"open" must have to/],
    ['GET', '/ledger?after=x', undefined, /"after" must be a sequence/],
    ['GET', '/creates?after=-1', undefined, /"after" must be a sequence/],
  ])('%s %s with %j', async (method, path, body, says) => {
    const armed = simulator.faults.armed.length;
    const { status, json } = await reservanto.admin(method, path, body);
    expect(status).toBe(400);
    expect((json as { error: string }).error).toMatch(says);
    expect(simulator.faults.armed).toHaveLength(armed);
    expect(simulator.lookup.catalogue).toBe(defaultCatalogue);
    expect((await create()).json.Status).toBe('Confirmed');
  });
});
