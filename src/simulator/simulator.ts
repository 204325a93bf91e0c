import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ACTIONS, type World } from './actions.js';
import { handleAdmin } from './admin.js';
import { type Answer, refuse, success } from './answers.js';
import { Calls } from './calls.js';
import { type Catalogue, defaultCatalogue, Lookup } from './catalogue.js';
import { type ArmedFault, type FaultKind, Faults, FAULTS } from './faults.js';
import { Ledger } from './ledger.js';
import { seededRandom } from './random.js';
import { sendAnswer } from './send-answer.js';
import { Tokens } from './tokens.js';

/** How a simulator is started. Ports default to free ones on 127.0.0.1. */
export interface SimulatorOptions {
  readonly host?: string;
  readonly port?: number;
  readonly adminPort?: number;
  readonly seed?: number;
  readonly catalogue?: Catalogue;
  readonly longTimeToken?: string;
  readonly tokenLifetimeMs?: number;
  /** Bookings show in `Event/*` only after this time. */
  readonly readLagMs?: number;
  readonly clock?: () => number;
}

/** The long-time token of a simulator that is given none. */
export const DEFAULT_LONG_TIME_TOKEN = 'simulator-long-time-token';

type Fields = Readonly<Record<string, unknown>>;

/** A Reservanto to develop and test against: speaks its API, keeps a ledger of what it really booked, fails on demand. */
export class Simulator {
  readonly calls = new Calls();
  readonly ledger = new Ledger();
  readonly faults: Faults;
  readonly tokens: Tokens;
  private readonly lookup: Lookup;
  private readonly clock: () => number;
  private readonly readLagMs: number;
  private readonly host: string;
  private readonly api = createServer((request, response) => void this.serve(request, response));
  private readonly admin = createServer((request, response) => void handleAdmin(this, request, response));
  private readonly stopping = new AbortController();

  private constructor(options: SimulatorOptions) {
    const random = seededRandom(options.seed ?? 1);
    this.faults = new Faults(random);
    this.tokens = new Tokens(
      options.longTimeToken ?? DEFAULT_LONG_TIME_TOKEN,
      random,
      options.tokenLifetimeMs,
    );
    this.lookup = new Lookup(options.catalogue ?? defaultCatalogue);
    this.clock = options.clock ?? (() => Date.now());
    this.readLagMs = options.readLagMs ?? 0;
    this.host = options.host ?? '127.0.0.1';
  }

  /** Listens on its two ports. */
  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    await listen(simulator.api, options.port ?? 0, simulator.host);
    await listen(simulator.admin, options.adminPort ?? 0, simulator.host);
    return simulator;
  }

  /** Base address of the API, ending in `/v1/`. */
  get url(): string {
    return `http://${this.host}:${portOf(this.api)}/v1/`;
  }

  get adminUrl(): string {
    return `http://${this.host}:${portOf(this.admin)}/`;
  }

  get longTimeToken(): string {
    return this.tokens.longTimeToken;
  }

  /** Cuts every connection and closes both ports. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([close(this.api), close(this.admin)]);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const action = decodeURI(new URL(request.url ?? '/', 'http://simulator').pathname).replace(/^\/v1\//, '');
    const fields = await readFields(request).catch(() => null);
    if (fields === null) return void response.destroy();
    const end = this.calls.begin(action, Number(fields.BookingResourceId));
    try {
      const fault = this.faults.strike(action, Number(fields.CustomerId));
      const refusal = this.refuseTransport(request, action) ?? null;
      if (fault === null || refusal !== null) sendAnswer(response, refusal ?? this.run(action, fields), null);
      else await this.misbehave(response, fault, () => this.run(action, fields));
    } finally {
      end();
    }
  }

  /** Order of the checks: content type, path, token, right. */
  private refuseTransport(request: IncomingMessage, action: string): Answer | null {
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
    if (action === 'Authorize/GetShortTimeToken') return request.method === 'POST' ? null : { status: 404 };
    const known = ACTIONS[action];
    if (request.method !== 'POST' || known === undefined) return { status: 404 };
    if (!this.tokens.isValid(request.headers.authorization, this.clock())) return { status: 401 };
    return this.tokens.hasRight(known.right) ? null : { status: 403 };
  }

  private run(action: string, fields: Fields): Answer {
    const now = this.clock();
    if (action === 'Authorize/GetShortTimeToken') {
      const token = this.tokens.issue(fields.LongTimeToken, now);
      return token === null
        ? refuse('longTimeToken', { ShortTimeToken: null })
        : success({ ShortTimeToken: token });
    }
    const world: World = {
      lookup: this.lookup,
      ledger: this.ledger,
      moment: { now, readLagMs: this.readLagMs },
    };
    return ACTIONS[action]?.run(fields, world) ?? { status: 404 };
  }

  private async misbehave(response: ServerResponse, armed: ArmedFault, run: () => Answer): Promise<void> {
    const kind: FaultKind = FAULTS[armed.fault];
    const wait = () =>
      delay(armed.delayMs ?? 1_000, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (armed.fault === 'slow') await wait();
    const answer = kind.runs === 'before' ? run() : null;
    if (kind.runs === 'late') {
      response.socket?.resetAndDestroy();
      await wait();
      run();
    } else if (armed.fault === 'hang') {
      await new Promise<void>((resolve) => response.once('close', resolve));
    } else if (armed.fault === 'reset-before' || armed.fault === 'booked-then-reset') {
      response.socket?.resetAndDestroy();
    } else {
      sendAnswer(response, answer ?? { status: 200 }, kind);
    }
  }
}

async function readFields(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : {};
  } catch {
    return {};
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
