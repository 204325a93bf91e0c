import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  exampleOf,
  operationOf,
  wrongInAnswer,
  wrongInRequest,
} from '../../test/support/reservanto-contract.js';
import { ReservantoCaller } from '../../test/support/reservanto-caller.js';
import { ACTIONS } from './actions.js';
import { REFUSALS } from './answers.js';
import { Simulator } from './simulator.js';

/** Refusals as Reservanto may word them, by which the bridge's own reading of refusals is tested. */
const WORDINGS = JSON.parse(
  readFileSync(new URL('../../test/contracts/reservanto-refusals.json', import.meta.url), 'utf8'),
) as { parameters: string[]; messages: string[] }[];

const NOW = 1_769_000_000;
const START = NOW + 86_400;
const period = { StartDate: START, EndDate: START + 1 };
const wish = { BookingResourceId: 19564, BookingServiceId: 112325, CustomerId: 965123, BookingStart: START };
const first = { AppointmentId: 14589123, CustomerId: 965123 };

/** For every operation a request that succeeds with something to see. One booking is there before, and one cancelled. */
const EXAMPLES: Readonly<Record<string, Record<string, unknown>>> = {
  'Authorize/GetShortTimeToken': { LongTimeToken: 'simulator-long-time-token' },
  'Test/Echo': { Text: 'Ahoj' },
  'EmsLike/CreateBooking': { ...wish, Count: 2, CustomerNote: 'Poznámka', PaymentRequiredProcess: 'System' },
  'EmsLike/UpdateBooking': { ...first, BookingStart: START + 3_600, ServiceId: 112325 },
  'Booking/Cancel': { ...first, EnableCancelWholeCourse: false, OverrideCancellationLate: true },
  'Booking/GetActivities': { ModifiedAfter: null },
  'Event/GetListByCustomer': { CustomerId: 965123, ...period },
  'Event/GetList': period,
  'Event/Get': first,
  'BookingResource/GetAvailability': { BookingResourceIds: [19564], From: START, To: START + 60 },
  'BookingResource/GetList': { LocationId: null, OnlyPublic: true },
  'BookingService/GetList': { ModifiedAfter: null, OnlyPublic: true },
  'Customer/Get': { CustomerId: 965123 },
};

/** For every business refusal a request that meets it, in place of the example's properties. */
const REFUSED: Readonly<Record<keyof typeof REFUSALS, readonly [action: string, fields: object]>> = {
  customer: ['EmsLike/CreateBooking', { CustomerId: 1 }],
  resource: ['EmsLike/CreateBooking', { BookingResourceId: 1 }],
  service: ['EmsLike/CreateBooking', { BookingServiceId: 1 }],
  offer: ['EmsLike/CreateBooking', { BookingServiceId: 112326 }],
  taken: ['EmsLike/CreateBooking', { Count: 4 }],
  past: ['EmsLike/CreateBooking', { BookingStart: NOW }],
  count: ['EmsLike/CreateBooking', { Count: 0 }],
  payment: ['EmsLike/CreateBooking', { PaymentRequiredProcess: 2 }],
  appointment: ['Event/Get', { AppointmentId: 1 }],
  longTimeToken: ['Authorize/GetShortTimeToken', { LongTimeToken: 'another' }],
  timeStamp: ['Test/Echo', { TimeStamp: NOW - 3_600 }],
};

const ENVELOPE = ['IsError', 'ErrorMessage', 'ErrorMessages', 'ErrorParameter', 'ErrorParameters'];

describe('the simulator speaks as Reservanto documents', () => {
  let simulator: Simulator;
  let reservanto: ReservantoCaller;

  const call = async (action: string, fields: object) =>
    reservanto.send(action, {
      body: JSON.stringify({ TimeStamp: NOW, ...fields }),
      token: await reservanto.newToken(NOW),
    });

  beforeEach(async () => {
    simulator = await Simulator.start({ clock: () => NOW * 1_000, timeStampToleranceMs: 60_000 });
    reservanto = new ReservantoCaller(simulator);
    await call('EmsLike/CreateBooking', wish);
    const { json } = await call('EmsLike/CreateBooking', wish);
    await call('Booking/Cancel', { AppointmentId: json.AppointmentId, CustomerId: 965123 });
  });

  afterEach(() => simulator.stop());

  it('every operation has an example here, and no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it.each(Object.keys(ACTIONS))('%s succeeds as documented, with nothing left empty', async (action) => {
    const fields = { ...EXAMPLES[action], TimeStamp: NOW };
    expect(wrongInRequest(action, fields)).toEqual([]);
    const { status, json } = await call(action, fields);
    expect([status, json.IsError]).toEqual([200, false]);
    expect(wrongInAnswer(action, json)).toEqual([]);
    for (const [name, value] of Object.entries(json).filter(([key]) => !ENVELOPE.includes(key))) {
      const isEmpty = value === null || (typeof value === 'object' && Object.keys(value).length === 0);
      expect([name, isEmpty]).toEqual([name, false]);
    }
  });

  it.each(Object.keys(ACTIONS))('%s refuses as documented', async (action) => {
    const { status, json } = await call(action, { ...EXAMPLES[action], TimeStamp: undefined });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      IsError: true,
      ErrorParameter: 'TimeStamp',
      ErrorParameters: ['TimeStamp'],
    });
    expect(wrongInAnswer(action, json)).toEqual([]);
  });

  it.each(Object.entries(REFUSED))('the refusal "%s" is as documented', async (reason, [action, fields]) => {
    const { status, json } = await call(action, { ...EXAMPLES[action], ...fields });
    const [parameter, message] = REFUSALS[reason as keyof typeof REFUSALS];
    expect(status).toBe(200);
    expect(json).toMatchObject({ IsError: true, ErrorParameter: parameter, ErrorMessage: message });
    expect(wrongInAnswer(action, json)).toEqual([]);
  });

  it('a create is refused only in words that the bridge has a fixture for', () => {
    const { appointment: _appointment, longTimeToken: _token, ...ofCreate } = REFUSALS;
    for (const [parameter, message] of Object.values(ofCreate))
      expect(WORDINGS).toContainEqual(
        expect.objectContaining({ parameters: [parameter], messages: [message] }),
      );
  });

  it.each(Object.entries(ACTIONS))('%s needs the documented right', (name, action) => {
    const documented = operationOf(name);
    const isTokenGiver = name === 'Authorize/GetShortTimeToken';
    expect([action.right ?? []].flat()).toEqual(documented['x-api-rights'] ?? []);
    expect(action.open === true).toBe(isTokenGiver);
  });

  it('the documented example is a request and an answer that pass, and the same request is answered with it', async () => {
    const request = exampleOf('EmsLikeCreateBookingRequest') as Record<string, number>;
    const answer = exampleOf('BookingCreatedResponse');
    expect(wrongInRequest('EmsLike/CreateBooking', request)).toEqual([]);
    expect(wrongInAnswer('EmsLike/CreateBooking', answer)).toEqual([]);
    simulator.reset();
    const { json } = await call('EmsLike/CreateBooking', { ...request, TimeStamp: NOW });
    expect(json).toEqual(answer);
  });

  it('a request or an answer that is not as documented is seen', () => {
    const answer = exampleOf('BookingCreatedResponse') as object;
    expect(wrongInAnswer('EmsLike/CreateBooking', { ...answer, Status: 'Booked' })).not.toEqual([]);
    expect(wrongInAnswer('EmsLike/CreateBooking', { ...answer, ErrorMessages: undefined })).not.toEqual([]);
    expect(wrongInAnswer('EmsLike/CreateBooking', { ...answer, Extra: 1 })).not.toEqual([]);
    expect(wrongInRequest('EmsLike/CreateBooking', { ...wish, CustomerId: 2 ** 31 })).not.toEqual([]);
    expect(wrongInRequest('EmsLike/CreateBooking', { ...wish, customerId: 1 })).not.toEqual([]);
  });
});
