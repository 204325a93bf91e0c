import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operationOf, wrongInRequest } from '../../test/support/reservanto-contract.js';
import { ReservantoClient } from './reservanto-client.js';

interface Received {
  readonly method: string;
  readonly action: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

const NOW_SECONDS = 1_769_000_000;
const request = {
  BookingResourceId: 19564,
  BookingServiceId: 112325,
  CustomerId: 965123,
  BookingStart: 1_769_346_000,
  Count: 1,
  CustomerNote: 'Poznámka',
} as const;

describe('what we send is as Reservanto documents', () => {
  const received: Received[] = [];
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

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const client = new ReservantoClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`,
      longTimeToken: 'long',
      timeoutMs: 5_000,
      concurrency: 1,
      clock: () => NOW_SECONDS * 1_000,
    });
    await client.createBooking({ ...request, PaymentRequiredProcess: 'Never' });
    await client.createBooking({ ...request, PaymentRequiredProcess: 'System', CustomerNote: null });
    await client.close();
  });

  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('a token is asked for, then each booking', () => {
    const create = 'EmsLike/CreateBooking';
    expect(received.map(({ action }) => action)).toEqual(['Authorize/GetShortTimeToken', create, create]);
  });

  it('every body has documented properties of the documented types, and the time', () => {
    for (const { action, body } of received) {
      expect([action, wrongInRequest(action, body)]).toEqual([action, []]);
      expect(body.TimeStamp).toBe(NOW_SECONDS);
    }
  });

  it('every request is a POST of JSON in UTF-8, with the bare token where one is needed', () => {
    for (const { method, action, headers } of received) {
      expect([method, headers['content-type']]).toEqual(['POST', 'application/json;charset=UTF-8']);
      expect(headers.authorization).toBe(operationOf(action).security === undefined ? undefined : 'short');
    }
  });

  it('a wish reaches Reservanto whole', () => {
    const [, never, system] = received.map(({ body }) => body);
    expect(never).toEqual({ ...request, PaymentRequiredProcess: 0, TimeStamp: NOW_SECONDS });
    expect(system).toMatchObject({ PaymentRequiredProcess: 'System', CustomerNote: null });
  });
});
