import type { IncomingMessage, ServerResponse } from 'node:http';
import { AdminInputError, parseJson, readAfter, readFaults, readRights } from './admin-input.js';
import { Lookup } from './catalogue.js';
import { readBody, sendJson } from './http-servers.js';
import { readCatalogue } from './read-catalogue.js';
import type { Simulator } from './simulator.js';

interface Input {
  readonly parameters: URLSearchParams;
  /** The body; throws an {@link AdminInputError} when it is no JSON. */
  readonly json: () => unknown;
}

/** One thing that the admin port can do. */
interface AdminAction {
  readonly does: string;
  readonly run: (simulator: Simulator, input: Input) => unknown;
}

/** What the admin port can do, by method and path. Bad input is answered with 400 and changes nothing. */
export const ADMIN_ACTIONS: Readonly<Record<string, AdminAction>> = {
  'GET /health': { does: 'is it up', run: () => ({ status: 'up' }) },
  'GET /ledger': {
    does: 'everything that was booked, changed and cancelled; ?after=SEQUENCE',
    run: ({ ledger }, { parameters }) => ledger.lines.slice(readAfter(parameters)),
  },
  'GET /creates': {
    does: 'the calls of EmsLike/CreateBooking, with their begin and end; ?after=SEQUENCE',
    run: ({ calls }, { parameters }) => {
      const after = readAfter(parameters);
      return calls.creates.filter(({ sequence }) => sequence > after);
    },
  },
  'GET /calls': {
    does: 'how many calls there were of each operation',
    run: ({ calls: { counts, mostAtOnce } }) => ({ counts, mostAtOnce }),
  },
  'GET /faults': {
    does: 'what is armed, and how many calls each kind struck',
    run: ({ faults: { armed, injected } }) => ({ armed, injected }),
  },
  'POST /faults': {
    does: 'arms one fault or a list: {"fault": "html", "rate": 0.05, "seed": 7}',
    run: ({ faults }, { json }) => {
      for (const fault of readFaults(json())) faults.arm(fault);
      return { armed: true };
    },
  },
  'DELETE /faults': {
    does: 'disarms all but those of the magic customers',
    run: ({ faults }) => {
      faults.clear();
      return { armed: false };
    },
  },
  'GET /catalogue': { does: 'what exists in the account', run: ({ lookup }) => lookup.catalogue },
  'PUT /catalogue': {
    does: 'replaces what exists in the account',
    run: (simulator, { json }) => {
      simulator.lookup = new Lookup(readCatalogue(json()));
      return { replaced: true };
    },
  },
  'PUT /rights': {
    does: 'grants exactly these rights: ["Booking_w"]',
    run: ({ tokens }, { json }) => {
      tokens.grant(readRights(json()));
      return { granted: true };
    },
  },
  'DELETE /tokens': {
    does: 'makes every short-time token invalid',
    run: ({ tokens }) => {
      tokens.expireAll();
      return { expired: true };
    },
  },
  'POST /reset': {
    does: 'forgets bookings, faults and calls',
    run: (simulator) => {
      simulator.reset();
      return { reset: true };
    },
  },
};

/** Serves {@link ADMIN_ACTIONS}. */
export async function handleAdmin(
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request).catch(() => null);
  if (body === null) return void response.destroy();
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const name = `${request.method} ${path}`;
  const action = Object.hasOwn(ADMIN_ACTIONS, name) ? ADMIN_ACTIONS[name] : undefined;
  const input = { parameters: new URLSearchParams(query), json: () => parseJson(body) };
  try {
    if (action !== undefined) return sendJson(response, 200, action.run(simulator, input));
    const known = Object.keys(ADMIN_ACTIONS).join(', ');
    sendJson(response, 404, { error: `There is no ${name}. There are ${known}.` });
  } catch (error) {
    if (!(error instanceof AdminInputError)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}
