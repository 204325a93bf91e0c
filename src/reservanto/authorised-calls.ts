import { Agent } from 'undici';
import type { Exchange } from './exchange.js';
import { postJson, WITHHELD } from './post-json.js';
import { ShortTimeTokens, type TokenResult } from './short-time-tokens.js';

/** Where and how Reservanto is called. `baseUrl` ends in `/v1/`. */
export interface ReservantoOptions {
  readonly baseUrl: string;
  readonly longTimeToken: string;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly clock: () => number;
}

/**
 * What became of a call. `posts` counts how often the action itself was posted: twice after a 401, and once where it was
 * withheld after one, which says nothing yet about the token.
 */
export type AuthorisedCall =
  | { readonly kind: 'exchanged'; readonly exchange: Exchange; readonly posts: number }
  | ({ readonly kind: 'no-token' } & Omit<Extract<TokenResult, { ok: false }>, 'ok'>)
  | { readonly kind: 'withheld'; readonly posts: number };

/** Besides creates: token renewals, and reading back. */
const SPARE_CONNECTIONS = 16;
/** Below a server's usual 5 s, so that it does not close a connection that we are about to use. */
const KEEP_ALIVE_MS = 4_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Calls actions of one account with its short-time token. A call that is answered with 401 is repeated once with a new
 * token, as Reservanto's own client does; nothing else is repeated, and nothing throws.
 */
export class AuthorisedCalls {
  private readonly agent: Agent;
  private readonly tokens: ShortTimeTokens;

  constructor(private readonly options: ReservantoOptions) {
    this.agent = new Agent({
      connections: options.concurrency + SPARE_CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      // One time-out bounds the whole exchange (postJson). undici's own may fire half a second early, and start anew with
      // every chunk of a body.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, options.timeoutMs) },
    });
    this.tokens = new ShortTimeTokens(
      () => this.post('Authorize/GetShortTimeToken', { LongTimeToken: options.longTimeToken }, {}, always),
      options.clock,
    );
  }

  /** `mayCall` is asked immediately before each post is written; when it says no, nothing (more) is posted. */
  async call(
    action: string,
    body: Readonly<Record<string, unknown>>,
    mayCall: () => boolean = always,
  ): Promise<AuthorisedCall> {
    const first = await this.callOnce(action, body, mayCall);
    if (first.kind !== 'exchanged' || !isUnauthorised(first.exchange)) return first;
    const second = await this.callOnce(action, body, mayCall);
    return second.kind === 'no-token' ? first : { ...second, posts: first.posts + second.posts };
  }

  /** Closes all connections; what is in flight ends as it may. */
  close(): Promise<void> {
    return this.agent.destroy();
  }

  private async callOnce(
    action: string,
    body: Readonly<Record<string, unknown>>,
    mayCall: () => boolean,
  ): Promise<AuthorisedCall> {
    const token = await this.tokens.get();
    if (!token.ok) return { kind: 'no-token', because: token.because, retryAfterMs: token.retryAfterMs };
    const exchange = await this.post(action, body, { authorization: token.token }, mayCall);
    if (exchange.kind === 'not-sent' && exchange.code === WITHHELD) return { kind: 'withheld', posts: 0 };
    if (isUnauthorised(exchange)) this.tokens.reject(token.token);
    return { kind: 'exchanged', exchange, posts: 1 };
  }

  private post(
    action: string,
    body: Readonly<Record<string, unknown>>,
    headers: Record<string, string>,
    mayWrite: () => boolean,
  ): Promise<Exchange> {
    return postJson(this.agent, {
      url: new URL(action, this.options.baseUrl),
      headers,
      body: { ...body, TimeStamp: Math.floor(this.options.clock() / 1000) },
      timeoutMs: this.options.timeoutMs,
      mayWrite,
    });
  }
}

const always = () => true;

function isUnauthorised(exchange: Exchange): boolean {
  return exchange.kind === 'answered' && exchange.status === 401;
}
