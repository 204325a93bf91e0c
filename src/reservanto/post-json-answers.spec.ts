import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { type RawConnection, type RawScript, RawServer } from '../../test/support/raw-server.js';
import type { Exchange } from './exchange.js';
import { postJson } from './post-json.js';

const SHORT_MS = 150;
const LONG_MS = 10_000;
const GOOD = '{"IsError":false}';
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

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

describe('an answer', () => {
  const truncated = { kind: 'answered', status: 200, body: { broken: 'truncated' } };

  it.each<[string, RawScript, object]>([
    [
      'half a body and a close',
      { onRequest: (c) => c.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{') },
      truncated,
    ],
    [
      'half a body and a reset',
      {
        onRequest: (c) =>
          c.socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{', () => c.socket.resetAndDestroy()),
      },
      truncated,
    ],
    [
      'JSON that is whole in a body that is not',
      { onRequest: (c) => c.socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n${GOOD}`) },
      truncated,
    ],
    ['a chunk that ends early', { onRequest: (c) => c.socket.end(`${chunked}63\r\n{`) }, truncated],
    ['a chunk without a length', { onRequest: (c) => c.write(`${chunked}zz\r\n{`) }, truncated],
    [
      'chunks without the last one',
      { onRequest: (c) => c.socket.end(`${chunked}11\r\n${GOOD}\r\n`) },
      truncated,
    ],
    [
      'a body up to a close, cut',
      { onRequest: (c) => c.socket.end('HTTP/1.1 200 OK\r\n\r\n{"IsError":fal') },
      { body: { broken: 'not-json' } },
    ],
    ['no body', { onRequest: (c) => c.answer(200, '') }, { body: { broken: 'empty' } }],
    ['HTML', { onRequest: (c) => c.answer(200, '<html>') }, { body: { broken: 'not-json' } }],
    [
      'a body as long as allowed',
      { onRequest: (c) => c.answer(200, `"${'x'.repeat(1024 * 1024 - 2)}"`) },
      { body: { json: expect.any(String) } },
    ],
    [
      'a body one byte longer',
      { onRequest: (c) => c.answer(200, `"${'x'.repeat(1024 * 1024 - 1)}"`) },
      { body: { broken: 'oversized' } },
    ],
    ['a body without an end', { onRequest: (c) => flood(c) }, { status: 200, body: { broken: 'oversized' } }],
    ['JSON', { onRequest: (c) => c.answer(200, GOOD) }, { status: 200, body: { json: { IsError: false } } }],
    [
      'JSON after a byte order mark',
      { onRequest: (c) => c.answer(200, `\uFEFF${GOOD}`) },
      { body: { json: { IsError: false } } },
    ],
    [
      'JSON in chunks',
      { onRequest: (c) => c.write(`${chunked}5\r\n{"IsE\r\nc\r\nrror":false}\r\n0\r\n\r\n`) },
      { body: { json: { IsError: false } } },
    ],
    [
      'JSON after 103 Early Hints',
      {
        onRequest: (c) => {
          c.write('HTTP/1.1 103 E\r\nretry-after: 9\r\n\r\n');
          c.answer(200, GOOD);
        },
      },
      { status: 200, retryAfterMs: null, body: { json: { IsError: false } } },
    ],
    [
      '503 with Retry-After',
      { onRequest: (c) => c.answer(503, '', 'Retry-After: 7\r\n') },
      { status: 503, retryAfterMs: 7_000 },
    ],
    [
      'an error and a close before the request is read',
      { onBytes: (c) => c.socket.end('HTTP/1.1 401 U\r\ncontent-length: 0\r\n\r\n') },
      { status: 401, body: { broken: 'empty' } },
    ],
  ])('with %s is understood as that, after one request', async (_, script, expected) => {
    await given(script);
    expect(await post('marker')).toMatchObject({ kind: 'answered', ...expected });
    expect(server.connections).toHaveLength(1);
    expect(times('marker')).toBe(1);
  });

  it('that redirects is not followed', async () => {
    await given({ onRequest: (c) => c.answer(307, '', `location: ${server.url().href}other\r\n`) });
    expect(await post('marker')).toMatchObject({ kind: 'answered', status: 307 });
    expect(times('marker')).toBe(1);
  });

  it.each<[string, RawScript['onRequest'], object]>([
    ['drips', (c) => c.drip('HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n', ' '), truncated],
    ['stops in its middle', (c) => c.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{'), truncated],
    [
      'is refused before its body, which stops',
      (c) => c.write('HTTP/1.1 403 F\r\ncontent-length: 9\r\n\r\n'),
      { status: 403 },
    ],
  ])(
    'whose body %s ends with the time-out of the whole exchange, and its connection with it',
    async (_, onRequest, expected) => {
      await given({ onRequest: onRequest as never });
      expect(await post('m', SHORT_MS)).toMatchObject({ kind: 'answered', ...expected });
      await server.quiet();
    },
  );

  it('that comes twice is not taken for the answer to the next request', async () => {
    const twice = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    await given({
      onRequest: (c) => {
        const body = `{"n":${server.connections.indexOf(c)}}`;
        c.write(twice(body) + twice('{"n":"extra"}'));
      },
    });
    expect(await post('first')).toMatchObject({ body: { json: { n: 0 } } });
    expect(await post('second')).toMatchObject({ body: { json: { n: 1 } } });
    expect(times('second')).toBe(1);
  });

  it('that nobody asked for is not taken for the answer to the next request', async () => {
    await given({ onRequest: (c) => c.answer(200, `{"n":${server.connections.indexOf(c)}}`) });
    await post('first');
    server.connections[0]?.answer(200, '{"n":"extra"}');
    await server.quiet();
    expect(await post('second')).toMatchObject({ body: { json: { n: 1 } } });
  });

  it('on a connection that the server closed in the meantime is asked for over a new one, once', async () => {
    await given({ onRequest: (c) => c.answer(200, GOOD) });
    await post('first');
    server.connections[0]?.socket.end();
    await server.quiet();
    expect(await post('second')).toMatchObject({ kind: 'answered', status: 200 });
    expect(times('second')).toBe(1);
  });
});

function flood({ socket }: RawConnection): void {
  socket.write(chunked);
  const more = () => {
    while (!socket.destroyed && socket.write(`10000\r\n${' '.repeat(65_536)}\r\n`));
  };
  socket.on('drain', more);
  more();
}
