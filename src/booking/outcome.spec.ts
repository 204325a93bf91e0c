import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failureOf } from './failure.js';
import {
  created,
  failed,
  outcomeEventOf,
  publicRequestOf,
  rejectionEventOf,
  type SettledBy,
} from './outcome.js';

const NOTE = 'Přijdu s kočárkem';
const data = {
  BookingResourceId: 1,
  BookingServiceId: 2,
  CustomerId: 3,
  BookingStart: 4,
  CustomerNote: NOTE,
};
const context = {
  key: Buffer.from('resource-1').toString('base64'),
  correlationId: 'c-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  tracestate: 'a=b',
};
const request = {
  account: 'default',
  source: 'urn:shop',
  eventId: 'order-1',
  reference: 'R123456789',
  data,
  context,
  attempts: 2,
  receivedAt: new Date('2030-01-01T00:00:00Z'),
};
const booking = {
  AppointmentId: 14589123,
  CustomerId: 3,
  Status: 'Confirmed',
  IsPaymentRequired: false,
  IsPaymentRequiredProcessing: false,
} as const;
const settled = { by: 'response', at: new Date('2030-01-01T00:00:05Z') } as const;

const bookedOutcome = created(booking, 'confirmed', false);
const failedOutcome = failed(failureOf('SLOT_UNAVAILABLE', 'Why.'));

describe('the event of an outcome', () => {
  it('tells of a booking: what was asked, what is booked, how firm, whom to tell, and how it came about', () => {
    expect(outcomeEventOf(request, bookedOutcome, settled)).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'booking.created',
      time: '2030-01-01T00:00:05.000Z',
      subject: 'R123456789',
      causationId: 'order-1',
      causationSource: 'urn:shop',
      claimed: null,
      context,
      data: {
        reference: 'R123456789',
        request: { BookingResourceId: 1, BookingServiceId: 2, CustomerId: 3, BookingStart: 4 },
        booking,
        confirmation: 'confirmed',
        notifications: bookedOutcome.notifications,
        attempts: 2,
        receivedAt: '2030-01-01T00:00:00.000Z',
        settledAt: '2030-01-01T00:00:05.000Z',
        settledBy: 'response',
      },
    });
  });

  it('tells of a failure: what was asked, why not, whom to tell, and how it came about', () => {
    const { type, data } = outcomeEventOf(request, failedOutcome, settled);
    expect(type).toBe('booking.failed');
    expect(Object.keys(data).sort()).toEqual(
      [
        'attempts',
        'failure',
        'notifications',
        'receivedAt',
        'reference',
        'request',
        'settledAt',
        'settledBy',
      ].sort(),
    );
    expect(data.failure).toEqual(failedOutcome.failure);
  });

  it.each<SettledBy>(['intake', 'deadline', 'response', 'reconciliation', 'operator'])(
    'says that %s settled it',
    (by) => {
      expect(outcomeEventOf(request, failedOutcome, { ...settled, by }).data.settledBy).toBe(by);
    },
  );

  it('is the same, byte for byte, however often it is made (I2)', () => {
    const make = () =>
      JSON.stringify(outcomeEventOf({ ...request }, created({ ...booking }, 'confirmed', false), settled));
    expect(make()).toBe(make());
  });

  it('has the same id whatever the outcome: a request has one', () => {
    expect(outcomeEventOf(request, failedOutcome, { by: 'deadline', at: new Date(0) }).id).toBe(
      outcomeEventOf(request, bookedOutcome, settled).id,
    );
  });

  it('never repeats the note (I10), and leaves the request as it was', () => {
    const note = fc.string({ minLength: 4 }).map((text) => `note:${text}`);
    fc.assert(
      fc.property(
        note,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.boolean(),
        (CustomerNote, others, booked) => {
          const asked = { ...others, CustomerNote };
          const outcome = booked ? bookedOutcome : failedOutcome;
          const event = outcomeEventOf({ ...request, data: asked }, outcome, settled);
          expect(JSON.stringify(event)).not.toContain(JSON.stringify(CustomerNote));
          expect(asked.CustomerNote).toBe(CustomerNote);
          expect(event.data.request).toEqual(publicRequestOf(asked));
        },
      ),
    );
  });

  it('repeats the documented properties as they were given, right or wrong, and nothing else', () => {
    const received = JSON.parse(
      '{"__proto__":{"a":1},"Phone":"1","customerNote":"x","CustomerNote":"y","Count":null,"CustomerId":"7","BookingStart":null}',
    ) as Record<string, unknown>;
    expect(JSON.stringify(publicRequestOf(received))).toBe('{"CustomerId":"7","BookingStart":null}');
  });
});

describe('the event of a record that never became a request', () => {
  const origin = {
    identity: { account: 'default', source: 'urn:kafka:t', eventId: 't-0-7' },
    position: 't-0-7',
    cause: { id: 'order-1', source: 'urn:shop' },
    claimed: null,
    context: { key: null, correlationId: null, traceparent: null, tracestate: null },
  };
  const failure = failureOf('MALFORMED_EVENT', 'The value is not JSON in UTF-8.');

  it('says where the record stands and why, and repeats nothing of it', () => {
    expect(rejectionEventOf(origin, failure, settled.at)).toMatchObject({
      type: 'booking.failed',
      subject: 't-0-7',
      causationId: 'order-1',
      causationSource: 'urn:shop',
      claimed: null,
      data: {
        reference: null,
        request: null,
        failure: { code: 'MALFORMED_EVENT', bookingMayExist: false },
        notifications: { notifyCustomer: false, notifyMerchant: true, reason: 'invalid-request' },
        attempts: 0,
        settledBy: 'intake',
      },
    });
  });

  it('has the same id however often the record is read', () => {
    expect(rejectionEventOf(origin, failure, new Date(0)).id).toBe(
      rejectionEventOf(origin, failure, settled.at).id,
    );
  });
});
