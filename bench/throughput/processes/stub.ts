import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StubTally } from './stub-tally.js';

// A Reservanto that books everything after a fixed time and keeps nothing but counts, in a process of its own.

/** What the bench orders. */
export type StubOrder =
  { readonly order: 'begin'; readonly latencyMs: number } | { readonly order: 'report' };

const KEEP_ALIVE_MS = 120_000;
const FIRST_APPOINTMENT = 10_000_000;
const ENVELOPE =
  '"IsError":false,"ErrorMessage":null,"ErrorMessages":[],"ErrorParameter":null,"ErrorParameters":[]';

let latencyMs = 0;
let tally = new StubTally();
let appointment = FIRST_APPOINTMENT;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => serve(request, response, chunks));
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.requestTimeout = 0;

function serve(request: IncomingMessage, response: ServerResponse, chunks: readonly Buffer[]): void {
  switch (request.url) {
    case '/v1/EmsLike/CreateBooking':
      book(response, Buffer.concat(chunks).toString('utf8'));
      return;
    case '/v1/Authorize/GetShortTimeToken':
      answer(response, 200, `{"ShortTimeToken":"stub",${ENVELOPE}}`);
      return;
    case '/v1/Event/GetListByCustomer':
      answer(response, 200, `{"Events":[],${ENVELOPE}}`);
      return;
    case undefined:
    default:
      answer(response, 404, '{}');
  }
}

function book(response: ServerResponse, body: string): void {
  const asked = JSON.parse(body) as { BookingResourceId: number; CustomerId: number };
  const called = tally.arrived(asked.BookingResourceId, asked.CustomerId);
  const finish = () => {
    called.answered();
    answer(
      response,
      200,
      `{"AppointmentId":${appointment++},"CustomerId":${asked.CustomerId},"Status":"Confirmed",` +
        `"IsPaymentRequired":false,"IsPaymentRequiredProcessing":false,${ENVELOPE}}`,
    );
  };
  if (latencyMs === 0) finish();
  else setTimeout(finish, latencyMs);
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.sendDate = false;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

process.on('message', (message: StubOrder) => {
  if (message.order === 'begin') {
    latencyMs = message.latencyMs;
    tally = new StubTally();
    process.send?.({ begun: true });
  } else {
    process.send?.(tally.report());
  }
});
process.once('disconnect', () => process.exit(0));
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
