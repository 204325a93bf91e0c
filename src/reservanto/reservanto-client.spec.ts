import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RawConnection, RawServer } from '../../test/support/raw-server.js';
import { ReservantoClient } from './reservanto-client.js';

const TIMEOUT_MS = 10_000;
const NOTE = 'Přijdu s kočárkem';
const request = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1769346000,
  Count: 1,
  CustomerNote: NOTE,
  PaymentRequiredProcess: 'Never',
} as const;
const BOOKED = JSON.stringify({
  AppointmentId: 14589123,
  CustomerId: 965123,
  Status: 'Confirmed',
  IsPaymentRequired: false,
  IsPaymentRequiredProcessing: false,
  IsError: false,
});

describe('a call of CreateBooking', () => {
  let server: RawServer;
  let client: ReservantoClient;
  let now: number;
  let onBooking: (connection: RawConnection) => void;

  /** The requests of an action, as they were received. */
  const posted = (action: string) =>
    server.received.split('POST ').filter((text) => text.startsWith(`/v1/${action} `));

  beforeEach(async () => {
    now = 1_769_346_858_000;
    let tokens = 0;
    server = await RawServer.start({
      onRequest: (connection) => {
        if (connection.lastRequest.startsWith('POST /v1/EmsLike/CreateBooking')) onBooking(connection);
        else connection.answer(200, JSON.stringify({ ShortTimeToken: `stt-${++tokens}`, IsError: false }));
      },
    });
    client = new ReservantoClient({
      baseUrl: server.url().href,
      longTimeToken: 'ltt-secret',
      timeoutMs: TIMEOUT_MS,
      concurrency: 2,
      clock: () => now,
    });
  });

  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  it('is written as Reservanto documents it: token as it is, documented properties only, time of the call', async () => {
    onBooking = (connection) => connection.answer(200, BOOKED);
    const more = { ...request, Phone: 'unknown property', requestedAt: new Date() };
    expect(await client.createBooking(more)).toMatchObject({ verdict: { verdict: 'created' }, posts: 1 });
    const [text = ''] = posted('EmsLike/CreateBooking');
    expect(text).toMatch(/^authorization: stt-1\r$/m);
    expect(text).toMatch(/^content-type: application\/json;charset=UTF-8\r$/m);
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toEqual({
      ...request,
      PaymentRequiredProcess: 0,
      TimeStamp: 1_769_346_858,
    });
  });

  it('names System, whose number nobody documents', async () => {
    onBooking = (connection) => connection.answer(200, BOOKED);
    await client.createBooking({ ...request, PaymentRequiredProcess: 'System' });
    expect(posted('EmsLike/CreateBooking')[0]).toContain('"PaymentRequiredProcess":"System"');
  });

  it('keeps tokens and notes out of addresses', async () => {
    onBooking = (connection) => connection.answer(200, BOOKED);
    await client.createBooking(request);
    const addresses = server.received.match(/POST \S+/g);
    expect(addresses).toEqual(['POST /v1/Authorize/GetShortTimeToken', 'POST /v1/EmsLike/CreateBooking']);
  });

  it('is repeated once, with a new token, after a 401', async () => {
    onBooking = (connection) =>
      connection.lastRequest.includes('stt-1') ? connection.answer(401, '') : connection.answer(200, BOOKED);
    expect(await client.createBooking(request)).toMatchObject({ verdict: { verdict: 'created' }, posts: 2 });
    expect(posted('EmsLike/CreateBooking')).toHaveLength(2);
  });

  it('is not repeated after a second 401', async () => {
    onBooking = (connection) => connection.answer(401, '');
    expect(await client.createBooking(request)).toMatchObject({
      verdict: { verdict: 'not-executed', because: 'unauthorized' },
      posts: 2,
    });
    expect(posted('EmsLike/CreateBooking')).toHaveLength(2);
  });

  it('is not posted when it may not be made any more, not even a second time', async () => {
    onBooking = (connection) => connection.answer(401, '');
    expect(await client.createBooking(request, () => false)).toMatchObject({
      verdict: { verdict: 'not-executed', because: 'withheld' },
      posts: 0,
    });
    expect(posted('EmsLike/CreateBooking')).toHaveLength(0);
    let asked = 0;
    expect(await client.createBooking(request, () => ++asked === 1)).toMatchObject({
      verdict: { verdict: 'not-executed', because: 'withheld' },
      posts: 1,
    });
    expect(posted('EmsLike/CreateBooking')).toHaveLength(1);
  });

  it('without a token is not executed, and not posted', async () => {
    await server.stop();
    expect(await client.createBooking(request)).toEqual({
      verdict: {
        verdict: 'not-executed',
        because: 'unreachable',
        provider: { httpStatus: null, messages: [], parameters: [] },
        retryAfterMs: null,
      },
      posts: 0,
    });
  });
});
