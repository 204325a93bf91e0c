import { Agent } from 'undici';
import type { Exchange } from './exchange.js';
import { postJson } from './post-json.js';
import { ShortTimeTokens } from './short-time-tokens.js';
import { type Verdict, verdictOf } from './verdict.js';

/** What `EmsLike/CreateBooking` is asked; `TimeStamp` is added at call time. `BookingStart` in Unix seconds. */
export interface CreateBookingRequest {
  readonly BookingResourceId: number;
  readonly BookingServiceId: number;
  readonly CustomerId: number;
  readonly BookingStart: number;
  readonly Count: number;
  readonly CustomerNote: string | null;
  readonly PaymentRequiredProcess: 'Never' | 'System';
}

/** What a call proved, and what it took. */
export interface CallReport {
  readonly verdict: Verdict;
  /** Times that `CreateBooking` was posted: none without a token, two after a 401. */
  readonly posts: number;
}

/** Where and how Reservanto is called. `baseUrl` ends in `/v1/`. */
export interface ReservantoOptions {
  readonly baseUrl: string;
  readonly longTimeToken: string;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly clock: () => number;
}

/** Besides calls: token renewals. */
const SPARE_CONNECTIONS = 2;
/** Below a server's usual 5 s, so that it does not close a connection that we are about to use. */
const KEEP_ALIVE_MS = 4_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Speaks to Reservanto in its own words. A call never throws: whatever happens has a verdict. A call that is answered
 * with 401 is repeated once with a new token, as Reservanto's own client does; nothing else is repeated.
 */
export class ReservantoClient {
  private readonly agent: Agent;
  private readonly tokens: ShortTimeTokens;

  constructor(private readonly options: ReservantoOptions) {
    this.agent = new Agent({
      connections: options.concurrency + SPARE_CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs) },
    });
    this.tokens = new ShortTimeTokens(
      () => this.post('Authorize/GetShortTimeToken', { LongTimeToken: options.longTimeToken }, {}),
      options.clock,
    );
  }

  /** Asks Reservanto to book, and tells what that proved. */
  async createBooking(request: CreateBookingRequest): Promise<CallReport> {
    const first = await this.createOnce(request);
    if (
      first.posts === 0 ||
      first.verdict.verdict !== 'not-executed' ||
      first.verdict.because !== 'unauthorized'
    )
      return first;
    const second = await this.createOnce(request);
    return { verdict: second.verdict, posts: first.posts + second.posts };
  }

  /** Closes all connections; what is in flight ends as it may. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async createOnce(request: CreateBookingRequest): Promise<CallReport> {
    const token = await this.tokens.get();
    if (!token.ok) {
      const provider = { httpStatus: null, messages: [], parameters: [] };
      const { because, retryAfterMs } = token;
      return { verdict: { verdict: 'not-executed', because, provider, retryAfterMs }, posts: 0 };
    }
    const exchange = await this.post('EmsLike/CreateBooking', onTheWire(request), {
      authorization: token.token,
    });
    if (exchange.kind === 'answered' && exchange.status === 401) this.tokens.reject(token.token);
    return { verdict: verdictOf(exchange, request.CustomerId), posts: 1 };
  }

  private post(
    action: string,
    body: Record<string, unknown>,
    headers: Record<string, string>,
  ): Promise<Exchange> {
    return postJson(this.agent, {
      url: new URL(action, this.options.baseUrl),
      headers,
      body: { ...body, TimeStamp: Math.floor(this.options.clock() / 1000) },
      timeoutMs: this.options.timeoutMs,
    });
  }
}

/** Documented properties only. The documented sample sends 0 for Never; System has a name only. */
function onTheWire(request: CreateBookingRequest): Record<string, unknown> {
  return {
    BookingResourceId: request.BookingResourceId,
    BookingServiceId: request.BookingServiceId,
    CustomerId: request.CustomerId,
    BookingStart: request.BookingStart,
    Count: request.Count,
    CustomerNote: request.CustomerNote,
    PaymentRequiredProcess: request.PaymentRequiredProcess === 'Never' ? 0 : 'System',
  };
}
