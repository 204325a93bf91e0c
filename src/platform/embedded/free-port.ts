import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Below the ports that systems hand out to outgoing connections: a client that keeps knocking while the server is
 * away could otherwise be given that very port, connect to itself and keep the server from coming back.
 */
const LOWEST = 20_000;
const ABOVE_HIGHEST = 32_000;
const TRIES = 100;
/** A server that was killed keeps its port for a moment after its process is seen no more. */
const FREE_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 20;

/** `preferred` when nobody listens there on 127.0.0.1, or soon nobody does; else another port that is free at this moment. */
export async function freePort(preferred: number | null, except: readonly number[] = []): Promise<number> {
  if (preferred !== null && !except.includes(preferred) && (await becomesFree(preferred))) return preferred;
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(LOWEST, ABOVE_HIGHEST);
    if (!except.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `No free port between ${LOWEST} and ${ABOVE_HIGHEST - 1} on 127.0.0.1 after ${TRIES} tries.`,
  );
}

async function becomesFree(port: number): Promise<boolean> {
  const deadline = Date.now() + FREE_WITHIN_MS;
  while (!(await isFree(port))) {
    if (Date.now() >= deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
