import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Action, ACTIONS } from './actions.js';
import { handleAdmin } from './admin.js';
import { type Answer, refuse } from './answers.js';
import { Faults } from './armed-faults.js';
import { Calls } from './calls.js';
import { type Catalogue, defaultCatalogue, Lookup } from './catalogue.js';
import type { Strike } from './faults.js';
import { close, listen, portOf, readBody } from './http-servers.js';
import { LedgerFile } from './ledger-file.js';
import { Ledger } from './ledger.js';
import { misbehave } from './misbehave.js';
import { seededRandom } from './random.js';
import { sendAnswer } from './send-answer.js';
import { Tokens } from './tokens.js';
import type { Fields, World } from './world.js';

/** How a simulator is started. Ports default to free ones on 127.0.0.1. */
export interface SimulatorOptions {
  readonly host?: string;
  readonly port?: number;
  readonly adminPort?: number;
  /** Of tokens and faults; default 1. */
  readonly seed?: number;
  readonly catalogue?: Catalogue;
  readonly longTimeToken?: string;
  readonly tokenLifetimeMs?: number;
  /** Bookings show in `Event/*` only after this time. */
  readonly readLagMs?: number;
  /** Keeps the ledger in this file of JSON lines too, and goes on from what it holds. */
  readonly ledgerFile?: string;
  /** Refuses a request whose `TimeStamp` is missing or further away than this; without it none is looked at. */
  readonly timeStampToleranceMs?: number;
  /** Leaves cancelled and rejected bookings out of lists; by default they are in. */
  readonly hidesCancelled?: boolean;
  readonly clock?: () => number;
}

/** The long-time token of a simulator that is given none. */
export const DEFAULT_LONG_TIME_TOKEN = 'simulator-long-time-token';

const BASE_PATH = '/v1/';

/** A Reservanto to develop and test against: speaks its API, keeps a ledger of what it really booked, fails on demand. */
export class Simulator {
  readonly calls: Calls;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly tokens: Tokens;
  /** What exists in the account; may be replaced at any time. */
  lookup: Lookup;
  private readonly clock: () => number;
  private readonly host: string;
  private readonly api = createServer((request, response) => void this.serve(request, response));
  private readonly admin = createServer((request, response) => void handleAdmin(this, request, response));
  private forgotten = new AbortController();

  private constructor(private readonly options: SimulatorOptions) {
    const { seed = 1, longTimeToken = DEFAULT_LONG_TIME_TOKEN, ledgerFile } = options;
    this.clock = options.clock ?? (() => Date.now());
    this.host = options.host ?? '127.0.0.1';
    this.calls = new Calls(this.clock);
    this.faults = new Faults(seed);
    this.tokens = new Tokens(longTimeToken, seededRandom(seed), options.tokenLifetimeMs);
    this.lookup = new Lookup(options.catalogue ?? defaultCatalogue);
    this.ledger = new Ledger(ledgerFile === undefined ? null : new LedgerFile(ledgerFile));
  }

  /** Listens on its two ports. */
  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    try {
      await listen(simulator.api, options.port ?? 0, simulator.host);
      await listen(simulator.admin, options.adminPort ?? 0, simulator.host);
      return simulator;
    } catch (error) {
      await simulator.stop();
      throw error;
    }
  }

  /** Base address of the API, ending in `/v1/`. */
  get url(): string {
    return `http://${this.host}:${portOf(this.api)}${BASE_PATH}`;
  }

  get adminUrl(): string {
    return `http://${this.host}:${portOf(this.admin)}/`;
  }

  get longTimeToken(): string {
    return this.tokens.longTimeToken;
  }

  /** Forgets bookings, faults and calls, also those that a fault still delays. Tokens, rights and catalogue stay. */
  reset(): void {
    this.forgotten.abort();
    this.forgotten = new AbortController();
    this.ledger.clear();
    this.faults.reset();
    this.calls.clear();
  }

  /** Cuts every connection and closes both ports. What a fault still delays is never booked. */
  async stop(): Promise<void> {
    this.forgotten.abort();
    await Promise.all([close(this.api), close(this.admin)]);
    this.ledger.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const body = await readBody(request).catch(() => null);
    if (body === null) return void response.destroy();
    const name = actionOf(request);
    const fields = fieldsOf(body);
    const { create, end } = this.calls.begin(name ?? 'unknown', fields);
    response.once('close', end);
    const action = name === null ? undefined : ACTIONS[name];
    const refusal = this.refuseTransport(request, action);
    if (name === null || action === undefined || refusal !== null) {
      sendAnswer(response, refusal ?? { status: 404 }, null);
      return end();
    }
    const struck = this.faults.strike(name, Number(fields.CustomerId));
    const run = () => {
      const answer = this.run(action, fields, struck);
      if (create !== null) create.appointmentId = Number(answer.body?.AppointmentId) || null;
      return answer;
    };
    if (create !== null) create.fault = struck?.fault ?? null;
    if (struck === null) sendAnswer(response, run(), null);
    else await misbehave(response, struck, run, this.forgotten.signal);
    end();
  }

  /** Order of the checks: path, method, content type, token, right. The real order is not documented. */
  private refuseTransport(request: IncomingMessage, action: Action | undefined): Answer | null {
    if (action === undefined) return { status: 404 };
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return { status: 415 };
    if (action.open === true) return null;
    if (!this.tokens.isValid(request.headers.authorization, this.clock())) return { status: 401 };
    return this.tokens.hasRight(action.right) ? null : { status: 403 };
  }

  private run(action: Action, fields: Fields, struck: Strike | null): Answer {
    const now = this.clock();
    const { timeStampToleranceMs = Infinity, readLagMs = 0, hidesCancelled = false } = this.options;
    const isTimely = Math.abs(Number(fields.TimeStamp) * 1000 - now) <= timeStampToleranceMs;
    if (!isTimely && timeStampToleranceMs !== Infinity) return refuse('timeStamp', action.defaults);
    const lagMs = struck?.fault === 'lag' ? struck.delayMs : 0;
    const world: World = {
      lookup: this.lookup,
      ledger: this.ledger,
      now,
      readLagMs: readLagMs + lagMs,
      readsAsOf: now - lagMs,
      hidesCancelled,
      fault: struck?.fault ?? null,
      issueToken: (longTimeToken) => this.tokens.issue(longTimeToken, now),
    };
    return action.run(fields, world);
  }
}

/** The key of {@link ACTIONS} that a request names, if it names one. */
function actionOf({ url = '' }: IncomingMessage): string | null {
  const path = url.split('?', 1)[0] ?? '';
  const name = path.slice(BASE_PATH.length);
  return path.startsWith(BASE_PATH) && Object.hasOwn(ACTIONS, name) ? name : null;
}

/** A body that is no JSON object has no properties. */
function fieldsOf(body: string): Fields {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : {};
  } catch {
    return {};
  }
}
