import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Agent, buildConnector } from 'undici';
import { postJson } from './post-json.js';

const TIMEOUT_MS = 200;

let server: Server;
let received: number;
let agent: Agent;

beforeEach(async () => {
  received = 0;
  server = createServer((_, response) => {
    received += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await agent.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** Posts over a connection during whose making the whole process stands still, timers included. */
function postWhileStandingStill(milliseconds: number) {
  const connect = buildConnector({});
  agent = new Agent({
    connect: (options, callback) =>
      connect(options, (...made: Parameters<typeof callback>) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
        callback(...made);
      }),
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/EmsLike/CreateBooking`);
  return postJson(agent, { url, headers: {}, body: {}, timeoutMs: TIMEOUT_MS });
}

it('a process that stood still past the time-out while it connected sends nothing when it wakes up, and says so', async () => {
  expect(await postWhileStandingStill(TIMEOUT_MS + 50)).toMatchObject({
    kind: 'not-sent',
    code: 'CALL_TIMEOUT',
  });
  await agent.close();
  expect(received).toBe(0);
});

it('a process that stood still for less sends its request', async () => {
  expect(await postWhileStandingStill(TIMEOUT_MS / 10)).toMatchObject({ kind: 'answered', status: 200 });
  expect(received).toBe(1);
});
