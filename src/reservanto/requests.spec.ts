import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { operationOf, wrongInRequest } from '../../test/support/reservanto-contract.js';
import { ReservantoClient } from './reservanto-client.js';

interface Received {
  readonly method: string;
  readonly action: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

const NOW_SECONDS = 1_769_000_000;
const CREATE = 'EmsLike/CreateBooking';
const request = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1_769_346_000,
  Count: 1,
  CustomerNote: 'Poznámka',
} as const;

/** Every question and order of the client, and the operations that it calls. */
const EXAMPLES: Readonly<
  Record<string, [run: (client: ReservantoClient) => Promise<unknown>, action: string]>
> = {
  createBooking: [(c) => c.createBooking({ ...request, PaymentRequiredProcess: 'Never' }), CREATE],
  bookingsOfCustomer: [
    (c) => c.bookingsOfCustomer(965123, 1_769_346_000, 1_769_346_001),
    'Event/GetListByCustomer',
  ],
  booking: [(c) => c.booking(14589123, 965123), 'Event/Get'],
  cancelBooking: [(c) => c.cancelBooking(14589123, 965123), 'Booking/Cancel'],
};

describe('what we send is as Reservanto documents', () => {
  let received: Received[] = [];
  let client: ReservantoClient;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Received['body'];
      received.push({ method, action: url.replace('/v1/', ''), headers, body });
      response.end(JSON.stringify({ IsError: false, ShortTimeToken: 'short' }));
    });
  });

  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    received = [];
    client = new ReservantoClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`,
      longTimeToken: 'long',
      timeoutMs: 5_000,
      concurrency: 1,
      clock: () => NOW_SECONDS * 1_000,
    });
  });
  afterEach(() => client.close());
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('every question and order of the client has an example here', () => {
    const methods = Object.getOwnPropertyNames(ReservantoClient.prototype);
    const silent = ['constructor', 'close'];
    expect(Object.keys(EXAMPLES).sort()).toEqual(methods.filter((name) => !silent.includes(name)).sort());
  });

  it.each(Object.entries(EXAMPLES))(
    '%s asks for a token, then sends a documented body',
    async (_name, [run, action]) => {
      await run(client);
      expect(received.map((sent) => sent.action)).toEqual(['Authorize/GetShortTimeToken', action]);
      for (const sent of received) {
        expect([sent.action, wrongInRequest(sent.action, sent.body)]).toEqual([sent.action, []]);
        expect(sent.body.TimeStamp).toBe(NOW_SECONDS);
      }
    },
  );

  it.each(Object.entries(EXAMPLES))(
    '%s is a POST of JSON in UTF-8, with the bare token where one is needed',
    async (_name, [run]) => {
      await run(client);
      for (const { method, action, headers } of received) {
        expect([method, headers['content-type']]).toEqual(['POST', 'application/json;charset=UTF-8']);
        expect(headers.authorization).toBe(operationOf(action).security === undefined ? undefined : 'short');
      }
    },
  );

  it('a wish reaches Reservanto whole', async () => {
    await client.createBooking({ ...request, PaymentRequiredProcess: 'Never' });
    await client.createBooking({ ...request, PaymentRequiredProcess: 'System', CustomerNote: null });
    const [, never, system] = received.map(({ body }) => body);
    expect(never).toEqual({ ...request, PaymentRequiredProcess: 0, TimeStamp: NOW_SECONDS });
    expect(system).toMatchObject({ PaymentRequiredProcess: 'System', CustomerNote: null });
    expect(wrongInRequest(CREATE, system)).toEqual([]);
  });
});
