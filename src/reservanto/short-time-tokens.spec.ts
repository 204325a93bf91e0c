import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Exchange } from './exchange.js';
import { ShortTimeTokens } from './short-time-tokens.js';

const MINUTE = 60_000;

const answered = (status: number, json: unknown = {}, retryAfterMs: number | null = null): Exchange => ({
  kind: 'answered',
  status,
  retryAfterMs,
  body: { json },
});
const grant = (token: string): Exchange => answered(200, { ShortTimeToken: token, IsError: false });

describe('short-time tokens', () => {
  let now: number;
  let asked: ((exchange: Exchange) => void)[];
  let tokens: ShortTimeTokens;

  const fetched = (n: number) => asked[n] as (exchange: Exchange) => void;
  const have = async (token: string) => {
    const got = tokens.get();
    fetched(asked.length - 1)(grant(token));
    return got;
  };

  beforeEach(() => {
    now = Date.parse('2030-01-01T00:00:00Z');
    asked = [];
    tokens = new ShortTimeTokens(
      () => new Promise((resolve) => asked.push(resolve)),
      () => now,
    );
  });

  it('are asked for once, however many calls wait for one', async () => {
    const calls = Array.from({ length: 50 }, () => tokens.get());
    expect(asked).toHaveLength(1);
    fetched(0)(grant('a'));
    expect(new Set((await Promise.all(calls)).map((got) => got.ok && got.token))).toEqual(new Set(['a']));
    expect(await tokens.get()).toEqual({ ok: true, token: 'a' });
    expect(asked).toHaveLength(1);
  });

  it('are renewed after 25 of their 30 minutes, counted from when they were asked for', async () => {
    const slow = tokens.get();
    now += MINUTE;
    fetched(0)(grant('a'));
    await slow;
    now += 24 * MINUTE - 1;
    expect(await tokens.get()).toEqual({ ok: true, token: 'a' });
    now += 1;
    void tokens.get();
    expect(asked).toHaveLength(2);
  });

  it('are renewed when Reservanto does not accept the present one', async () => {
    await have('a');
    tokens.reject('a');
    expect(await have('b')).toEqual({ ok: true, token: 'b' });
    expect(asked).toHaveLength(2);
  });

  it('are not renewed when Reservanto does not accept one that was replaced already', async () => {
    await have('a');
    tokens.reject('a');
    await have('b');
    tokens.reject('a');
    expect(await tokens.get()).toEqual({ ok: true, token: 'b' });
    expect(asked).toHaveLength(2);
  });

  it.each<[string, Exchange, because: string, retryAfterMs: number | null]>([
    ['no connection', { kind: 'not-sent', code: 'ECONNREFUSED' }, 'unreachable', null],
    ['a time-out', { kind: 'interrupted', reason: 'timeout', code: 'X' }, 'unreachable', null],
    ['a lost connection', { kind: 'interrupted', reason: 'connection-lost', code: 'X' }, 'unreachable', null],
    ['500', answered(500), 'unreachable', null],
    ['503 with Retry-After', answered(503, {}, 2_000), 'throttled', 2_000],
    ['429', answered(429), 'throttled', null],
    ['429 with Retry-After', answered(429, {}, 2_000), 'throttled', 2_000],
    ['401', answered(401), 'unauthorized', null],
    ['403', answered(403), 'unauthorized', null],
    ['200 with IsError', answered(200, { IsError: true, ShortTimeToken: 'a' }), 'unauthorized', null],
    ['400', answered(400), 'misconfigured', null],
    ['404', answered(404), 'misconfigured', null],
    ['415', answered(415), 'misconfigured', null],
    ['302', answered(302), 'misconfigured', null],
    ['200 without a token', answered(200), 'unreachable', null],
    ['200 with an empty token', answered(200, { ShortTimeToken: '' }), 'unreachable', null],
    ['200 with a number for a token', answered(200, { ShortTimeToken: 1 }), 'unreachable', null],
    ['200 with HTML', { ...answered(200), body: { broken: 'not-json' } } as Exchange, 'unreachable', null],
    ['201 with a token', answered(201, { ShortTimeToken: 'a' }), 'unreachable', null],
  ])(
    'that are answered with %s are a failure to tell, and asked for again',
    async (_, exchange, because, ms) => {
      const got = tokens.get();
      fetched(0)(exchange);
      expect(await got).toEqual({ ok: false, because, retryAfterMs: ms });
      expect(await have('b')).toEqual({ ok: true, token: 'b' });
    },
  );
});
