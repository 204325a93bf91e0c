import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out to outgoing connections: a client that keeps knocking while the server is
 * away could otherwise be given that very port, connect to itself and keep the server from coming back.
 */
const LOWEST = 20_000;
const ABOVE_HIGHEST = 32_000;
const TRIES = 100;

/** `preferred` when nobody listens there on 127.0.0.1, else another port that is free at this moment. */
export async function freePort(preferred: number | null, except: readonly number[] = []): Promise<number> {
  if (preferred !== null && !except.includes(preferred) && (await isFree(preferred))) return preferred;
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(LOWEST, ABOVE_HIGHEST);
    if (!except.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(
    `No free port between ${LOWEST} and ${ABOVE_HIGHEST - 1} on 127.0.0.1 after ${TRIES} tries.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
