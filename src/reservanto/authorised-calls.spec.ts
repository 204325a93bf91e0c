import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuthorisedCalls } from './authorised-calls.js';

const ACTION = 'EmsLike/CreateBooking';
const yes = () => true;

interface Received {
  readonly action: string;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
}

let server: Server;
let received: Received[];
let calls: AuthorisedCalls;
/** The status with which an action is answered, by its token and how many of them came before. */
let statusOf: (token: string | undefined, before: number) => number;
let tokenStatus: number;
let now: number;

const posts = () => received.filter(({ action }) => action === ACTION);
const renewals = () => received.filter(({ action }) => action === 'Authorize/GetShortTimeToken');

beforeEach(async () => {
  received = [];
  now = 1_769_346_858_999;
  statusOf = () => 200;
  tokenStatus = 200;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const action = (request.url ?? '').replace('/v1/', '');
      const token = request.headers.authorization;
      const before = posts().length;
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      received.push({ action, token, body });
      const isToken = action !== ACTION;
      response.writeHead(isToken ? tokenStatus : statusOf(token, before), {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify({ IsError: false, ShortTimeToken: `stt-${renewals().length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  calls = new AuthorisedCalls({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`,
    longTimeToken: 'ltt',
    timeoutMs: 5_000,
    concurrency: 4,
    clock: () => now,
  });
});

afterEach(async () => {
  await calls.close();
  await new Promise((resolve) => server.close(resolve));
});

describe('a call', () => {
  it('carries the short-time token and the time, and is posted once', async () => {
    expect(await calls.call(ACTION, { Count: 1 }, yes)).toMatchObject({ kind: 'exchanged', posts: 1 });
    expect(posts()).toEqual([
      { action: ACTION, token: 'stt-1', body: { Count: 1, TimeStamp: 1_769_346_858 } },
    ]);
    expect(renewals()).toHaveLength(1);
  });

  it.each([200, 400, 403, 404, 409, 429, 500, 502, 503])(
    'that is answered with %i is posted once',
    async (status) => {
      statusOf = () => status;
      expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status }, posts: 1 });
      expect(posts()).toHaveLength(1);
    },
  );

  it('that is answered with 401 is posted once more, with a new token', async () => {
    statusOf = (token) => (token === 'stt-1' ? 401 : 200);
    expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status: 200 }, posts: 2 });
    expect(posts().map(({ token }) => token)).toEqual(['stt-1', 'stt-2']);
    expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status: 200 }, posts: 1 });
    expect(renewals()).toHaveLength(2);
  });

  it('that is answered with 401 twice is posted no third time', async () => {
    statusOf = () => 401;
    expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status: 401 }, posts: 2 });
    expect(posts()).toHaveLength(2);
  });

  it('that was repeated after a 401 is known by what the repetition came to, not by the 401', async () => {
    statusOf = (_, before) => (before === 0 ? 401 : 500);
    expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status: 500 }, posts: 2 });
  });

  it('whose token cannot be renewed after a 401 is known by that 401, after one post', async () => {
    statusOf = () => {
      tokenStatus = 500;
      return 401;
    };
    expect(await calls.call(ACTION, {}, yes)).toMatchObject({ exchange: { status: 401 }, posts: 1 });
    expect(posts()).toHaveLength(1);
  });

  it.each([
    [401, 'unauthorized'],
    [404, 'misconfigured'],
    [429, 'throttled'],
    [500, 'unreachable'],
  ])('without a token, because of a %i, is not posted', async (status, because) => {
    tokenStatus = status;
    expect(await calls.call(ACTION, {}, yes)).toEqual({ kind: 'no-token', because, retryAfterMs: null });
    expect(posts()).toHaveLength(0);
  });
});

describe('mayCall', () => {
  it('is asked with the token in hand, immediately before each post, and for no other request', async () => {
    statusOf = (token) => (token === 'stt-1' ? 401 : 200);
    const seen: string[] = [];
    await calls.call(ACTION, {}, () => {
      seen.push(`${renewals().length} tokens, ${posts().length} posts`);
      return true;
    });
    expect(seen).toEqual(['1 tokens, 0 posts', '2 tokens, 1 posts']);
  });

  it('that says no keeps the call from being posted', async () => {
    expect(await calls.call(ACTION, {}, () => false)).toEqual({ kind: 'withheld', posts: 0 });
    expect(posts()).toHaveLength(0);
  });

  it('that says no after a 401 keeps it from being posted again, and one 401 is not taken for a token that is refused', async () => {
    statusOf = () => 401;
    expect(await calls.call(ACTION, {}, () => posts().length === 0)).toEqual({ kind: 'withheld', posts: 1 });
    expect(posts()).toHaveLength(1);
  });
});

it('many calls at once with a token that is not valid any more renew it once, and are each repeated once', async () => {
  statusOf = (token) => (token === 'stt-1' ? 401 : 200);
  const results = await Promise.all(Array.from({ length: 12 }, () => calls.call(ACTION, {}, yes)));
  expect(
    results.every(
      (r) => r.kind === 'exchanged' && r.exchange.kind === 'answered' && r.exchange.status === 200,
    ),
  ).toBe(true);
  expect(renewals()).toHaveLength(2);
  const postsOf = (token: string) => posts().filter((p) => p.token === token).length;
  expect(postsOf('stt-2')).toBe(12);
});
