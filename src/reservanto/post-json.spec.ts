import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Agent, buildConnector } from 'undici';
import { type RawConnection, type RawScript, RawServer } from '../../test/support/raw-server.js';
import { waitUntil } from '../../test/support/wait-until.js';
import type { Exchange } from './exchange.js';
import { postJson } from './post-json.js';

const SHORT_MS = 150;
const LONG_MS = 10_000;
/** Short, so that connections end by themselves: closing an agent does not end all of them. */
const KEEP_ALIVE_MS = 30;
const GOOD = '{"IsError":false}';

let server: RawServer;
let agent: Agent;

async function given(script: RawScript, options: Agent.Options = {}, tls = false): Promise<void> {
  server = await RawServer.start(script, tls);
  agent = new Agent({ connections: 4, headersTimeout: 0, bodyTimeout: 0, ...options });
}

/** Posts a text that no other byte of a test resembles, so that it is recognised in what the server received. */
function post(marker: string, timeoutMs = LONG_MS, url = server.url()): Promise<Exchange> {
  return postJson(agent, { url: new URL('Action', url), headers: {}, body: { text: marker }, timeoutMs });
}

afterEach(async () => {
  await agent.destroy();
  await server.stop();
});

/** How often this text was received over all connections. */
const times = (marker: string): number => server.received.split(marker).length - 1;

describe('an exchange says "not-sent" only when no byte of the request was written:', () => {
  it('a refused connection is not sent', async () => {
    await given({});
    const url = server.url();
    await server.stop();
    expect(await post('m', LONG_MS, url)).toEqual({ kind: 'not-sent', code: 'ECONNREFUSED' });
    expect(server.connections).toHaveLength(0);
  });

  it('a name that does not resolve is not sent', async () => {
    await given({});
    const url = new URL('http://reservanto.invalid/v1/');
    expect(await post('m', LONG_MS, url)).toMatchObject({ kind: 'not-sent' });
  });

  it('TLS spoken to a port without TLS is not sent', async () => {
    await given({ onBytes: (connection) => connection.socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') });
    expect(await post('marker', LONG_MS, server.url('https'))).toMatchObject({ kind: 'not-sent' });
    await server.quiet();
    expect(server.received).not.toMatch(/POST|marker/);
  });

  it('a certificate that cannot be trusted is not sent', async () => {
    await given({}, {}, true);
    expect(await post('marker')).toMatchObject({ kind: 'not-sent' });
    await server.quiet();
    expect(server.received).toBe('');
  });

  it('a time-out while connecting is not sent, and nothing is written when the connection succeeds later', async () => {
    const direct = buildConnector({});
    let connect = (): void => undefined;
    const later: typeof direct = (options, callback) => {
      connect = () => direct(options, callback);
    };
    await given({}, { connect: later });
    expect(await post('m', SHORT_MS)).toEqual({ kind: 'not-sent', code: 'CALL_TIMEOUT' });
    connect();
    await waitUntil(() => server.connections.length === 1, 'the late connection');
    await server.quiet();
    expect(server.received).toBe('');
  });

  it('a request that may not be written any more when its connection is there is not sent', async () => {
    await given({});
    let mayWrite = true;
    const url = new URL('Action', server.url());
    const ended = postJson(agent, {
      url,
      headers: {},
      body: {},
      timeoutMs: LONG_MS,
      mayWrite: () => mayWrite,
    });
    mayWrite = false;
    expect(await ended).toEqual({ kind: 'not-sent', code: 'WITHHELD' });
    await server.quiet();
    expect(server.received).toBe('');
  });

  it('a TLS handshake that hangs is not sent', async () => {
    await given({});
    expect(await post('marker', SHORT_MS, server.url('https'))).toMatchObject({ kind: 'not-sent' });
    expect(server.received).not.toMatch(/POST|marker/);
  });

  it('a connection that takes longer than the connector allows is not sent', async () => {
    await given({}, { connect: { timeout: SHORT_MS } });
    const ended = await post('marker', LONG_MS, server.url('https'));
    expect(ended).toEqual({ kind: 'not-sent', code: 'UND_ERR_CONNECT_TIMEOUT' });
    expect(server.received).not.toMatch(/POST|marker/);
  });

  it('a request whose time ran out in the queue of the pool is not sent, then or ever', async () => {
    await given({}, { connections: 1 });
    const first = post('first');
    await waitUntil(() => server.received.includes('first'), 'the first request');
    const queued = await Promise.all([post('queued', SHORT_MS), post('queued', SHORT_MS)]);
    expect(queued).toEqual(Array(2).fill({ kind: 'not-sent', code: 'CALL_TIMEOUT' }));
    server.connections[0]?.answer(200, GOOD);
    expect(await first).toMatchObject({ kind: 'answered', status: 200 });
    const last = post('last');
    await waitUntil(() => server.received.includes('last'), 'the last request');
    server.connections.at(-1)?.answer(200, GOOD);
    expect(await last).toMatchObject({ kind: 'answered', status: 200 });
    expect(server.received).not.toContain('queued');
  });

  it('a request to a closed client is not sent', async () => {
    await given({});
    await agent.destroy();
    expect(await post('m')).toEqual({ kind: 'not-sent', code: 'UND_ERR_DESTROYED' });
    expect(server.connections).toHaveLength(0);
  });

  it('a header that HTTP does not allow is not sent', async () => {
    await given({});
    const url = new URL('Action', server.url());
    const headers = { authorization: 'two\r\nlines' };
    const ended = await postJson(agent, { url, headers, body: {}, timeoutMs: LONG_MS });
    expect(ended).toEqual({ kind: 'not-sent', code: 'UND_ERR_INVALID_ARG' });
    expect(server.connections).toHaveLength(0);
  });
});

describe('an exchange that began to be written and was not answered is interrupted, and written once:', () => {
  it.each<[string, RawScript, reason: string]>([
    ['a reset before a byte of the request is read', { onConnection: resetWhenBytesWait }, 'lost'],
    ['a reset after a part of the request', { onBytes: (c) => c.socket.resetAndDestroy() }, 'lost'],
    ['a reset after the whole request', { onRequest: (c) => c.socket.resetAndDestroy() }, 'lost'],
    ['a close after the whole request', { onRequest: (c) => c.socket.end() }, 'lost'],
    ['a close in the middle of the headers', { onRequest: (c) => c.socket.end('HTTP/1.1 200 O') }, 'lost'],
    ['an answer that is not HTTP', { onRequest: (c) => c.socket.end('SSH-2.0-x\r\n\r\n') }, 'lost'],
    [
      '100 Continue, which was not asked for',
      { onRequest: (c) => c.write('HTTP/1.1 100 C\r\n\r\n') },
      'lost',
    ],
    [
      '101 Switching Protocols',
      { onRequest: (c) => c.write('HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n') },
      'lost',
    ],
    [
      '103 Early Hints and then a close',
      { onRequest: (c) => c.socket.end('HTTP/1.1 103 E\r\n\r\n') },
      'lost',
    ],
    [
      'headers without an end',
      { onRequest: (c) => c.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(9_999)}`) },
      'lost',
    ],
    ['silence', {}, 'timeout'],
    ['103 Early Hints and then silence', { onRequest: (c) => c.write('HTTP/1.1 103 E\r\n\r\n') }, 'timeout'],
    ['headers that drip', { onRequest: (c) => c.drip('HTTP/1.1 200 OK\r\n', 'x: y\r\n') }, 'timeout'],
  ])('%s', async (_, script, reason) => {
    await given(script);
    const ended = await post('marker', reason === 'timeout' ? SHORT_MS : LONG_MS);
    expect(ended).toMatchObject({
      kind: 'interrupted',
      reason: reason === 'timeout' ? 'timeout' : 'connection-lost',
    });
    await server.quiet();
    expect(times('marker')).toBeLessThanOrEqual(1);
  });

  it('a reset on a connection that is used again', async () => {
    const script: RawScript = {
      onRequest: (c, n) => (n === 1 ? c.answer(200, GOOD) : c.socket.resetAndDestroy()),
    };
    await given(script, { connections: 1 });
    expect(await post('first')).toMatchObject({ kind: 'answered' });
    expect(await post('second')).toMatchObject({ kind: 'interrupted', reason: 'connection-lost' });
    expect(server.connections).toHaveLength(1);
    expect(times('second')).toBe(1);
  });

  it('a client that is closed in the middle', async () => {
    await given({ onRequest: () => void agent.destroy() });
    expect(await post('m')).toMatchObject({ kind: 'interrupted', reason: 'connection-lost' });
  });
});

describe('whatever a server does to many requests at once', () => {
  const behaviour = fc.record({
    does: fc.constantFrom('answer', 'half', 'reset', 'close', 'nothing'),
    /** Milliseconds until it does so to a request. */
    after: fc.nat({ max: 60 }),
    /** Bytes of a connection after which it is reset. */
    resetAt: fc.oneof(fc.nat({ max: 400 }), fc.constant(Infinity), fc.constant(Infinity)),
    /** Whether it is reset as soon as it is there. */
    refuses: fc.boolean(),
  });

  it('none is written twice, and none that is "not-sent" is written at all', async () => {
    let notSent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(behaviour, { minLength: 1, maxLength: 8 }),
        fc.array(fc.integer({ min: 5, max: 90 }), { minLength: 12, maxLength: 24 }),
        async (behaviours, timeouts) => {
          const of = (c: RawConnection) => behaviours[c.number % behaviours.length] as (typeof behaviours)[0];
          const script: RawScript = {
            onConnection: (c) => void (of(c).refuses && c.socket.resetAndDestroy()),
            onBytes: (c) => void (c.received.length > of(c).resetAt && c.socket.resetAndDestroy()),
            onRequest: (c) => void setTimeout(() => meet(c, of(c).does), of(c).after),
          };
          await given(script, { connections: 3, keepAliveTimeout: KEEP_ALIVE_MS });
          const ended = await Promise.all(timeouts.map((ms, i) => post(`<request ${i}>`, ms)));
          await agent.close();
          await server.quiet();
          for (const [i, exchange] of ended.entries()) {
            expect(times(`<request ${i}>`)).toBeLessThanOrEqual(exchange.kind === 'not-sent' ? 0 : 1);
          }
          notSent += ended.filter(({ kind }) => kind === 'not-sent').length;
          await server.stop();
        },
      ),
      { numRuns: 25 },
    );
    expect(notSent).toBeGreaterThan(0);
  }, 30_000);
});

function meet(connection: RawConnection, does: string): void {
  if (does === 'answer') connection.answer(200, GOOD);
  if (does === 'half') connection.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{');
  if (does === 'reset') connection.socket.resetAndDestroy();
  if (does === 'close') connection.socket.end();
}

/** Lets the request arrive in this machine's buffers, reads none of it and resets. */
function resetWhenBytesWait({ socket }: RawConnection): void {
  socket.pause();
  setTimeout(() => socket.resetAndDestroy(), 20);
}
