import { hideInLogs } from '../platform/logging/hidden-values.js';
import type { Exchange } from './exchange.js';
import { fieldsOf } from './read-answer.js';
import { saysMisconfigured } from './statuses.js';

/** A token to call with, or why there is none. */
export type TokenResult =
  | { readonly ok: true; readonly token: string }
  | {
      readonly ok: false;
      readonly because: 'unreachable' | 'throttled' | 'unauthorized' | 'misconfigured';
      readonly retryAfterMs: number | null;
    };

/** Reservanto's tokens live 30 minutes and do not say so. */
const RENEW_AFTER_MS = 25 * 60_000;

/**
 * Keeps one short-time token. However many calls ask at once, one renewal is under way at most; it is renewed before
 * its life ends, and when a call was told that it is not valid any more.
 */
export class ShortTimeTokens {
  private current: { token: string; since: number } | null = null;
  private renewal: Promise<TokenResult> | null = null;

  constructor(
    private readonly fetchToken: () => Promise<Exchange>,
    private readonly clock: () => number,
  ) {}

  /** The present token, or a new one. A failure is a value: the call that asked was not made. */
  async get(): Promise<TokenResult> {
    if (this.current !== null && this.clock() - this.current.since < RENEW_AFTER_MS) {
      return { ok: true, token: this.current.token };
    }
    this.renewal ??= this.renew().finally(() => (this.renewal = null));
    return this.renewal;
  }

  /** Forgets a token that Reservanto did not accept, unless it was replaced in the meantime. */
  reject(token: string): void {
    if (this.current?.token === token) this.current = null;
  }

  private async renew(): Promise<TokenResult> {
    const since = this.clock();
    const exchange = await this.fetchToken();
    if (exchange.kind !== 'answered') return { ok: false, because: 'unreachable', retryAfterMs: null };
    const { status, retryAfterMs, body } = exchange;
    const fields = fieldsOf('json' in body ? body.json : null);
    const token = fields.ShortTimeToken;
    if (status === 200 && fields.IsError !== true && typeof token === 'string' && token !== '') {
      hideInLogs('short-time token', token);
      this.current = { token, since };
      return { ok: true, token };
    }
    const refused = (status === 200 && fields.IsError === true) || status === 401 || status === 403;
    if (refused) return { ok: false, because: 'unauthorized', retryAfterMs: null };
    if (saysMisconfigured(status)) return { ok: false, because: 'misconfigured', retryAfterMs: null };
    return {
      ok: false,
      because: status === 429 || retryAfterMs !== null ? 'throttled' : 'unreachable',
      retryAfterMs,
    };
  }
}
