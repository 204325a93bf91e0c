import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ArmedFault } from './faults.js';
import type { Simulator } from './simulator.js';

/**
 * The admin port: `GET /health`, `GET /ledger?after=SEQUENCE`, `GET /calls`, `POST /faults` (one {@link ArmedFault}),
 * `DELETE /faults`, `PUT /rights` (a list), `DELETE /tokens`.
 */
export async function handleAdmin(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator');
  const send = (status: number, body: unknown) => {
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body));
  };
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /health':
      return send(200, { status: 'up' });
    case 'GET /ledger':
      return send(200, simulator.ledger.lines.slice(Number(url.searchParams.get('after') ?? 0)));
    case 'GET /calls':
      return send(200, { counts: simulator.calls.counts, mostAtOnce: simulator.calls.mostAtOnce });
    case 'POST /faults':
      simulator.faults.arm((await readJson(request)) as ArmedFault);
      return send(200, { armed: true });
    case 'DELETE /faults':
      simulator.faults.clear();
      return send(200, { armed: false });
    case 'PUT /rights':
      simulator.tokens.grant((await readJson(request)) as string[]);
      return send(200, { granted: true });
    case 'DELETE /tokens':
      simulator.tokens.expireAll();
      return send(200, { expired: true });
    default:
      return send(404, { error: 'no such admin action' });
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
