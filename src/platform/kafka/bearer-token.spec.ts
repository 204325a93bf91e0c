import { describe, expect, it } from '@jest/globals';
import { written } from '../../../test/support/written-lines.js';
import { type BearerToken, noTokenForNow, renewedInTime } from './bearer-token.js';

const HOUR_MS = 3_600_000;

/** An issuer whose tokens are `token-1`, `token-2` ... and that fails while `down`. */
function issuer(lifeMs: number | null) {
  const state = { issued: 0, down: false, nowMs: 1_000_000 };
  const issue = async (): Promise<BearerToken> => {
    await Promise.resolve();
    if (state.down) throw noTokenForNow('down');
    state.issued++;
    return {
      value: `spec-only-token-${state.issued}`,
      expiresAtMs: lifeMs === null ? null : state.nowMs + lifeMs,
    };
  };
  return { state, token: renewedInTime(issue, () => state.nowMs) };
}

describe('a bearer token', () => {
  it('is issued once for all who ask at the same time, and kept until a fifth of its life is left', async () => {
    const { state, token } = issuer(HOUR_MS);
    expect(new Set(await Promise.all([token(), token(), token()]))).toEqual(new Set(['spec-only-token-1']));
    state.nowMs += 0.8 * HOUR_MS - 1;
    expect(await token()).toBe('spec-only-token-1');
    state.nowMs += 1;
    expect(await token()).toBe('spec-only-token-2');
    expect(state.issued).toBe(2);
  });

  it('is never so old that kafkajs, which asks 10 seconds before its end, is given the same one again', async () => {
    for (const lifeMs of [5_000, 16_000, 30_000, 60_000, HOUR_MS]) {
      const { state, token } = issuer(lifeMs);
      const first = await token();
      state.nowMs += lifeMs - 10_000;
      expect({ lifeMs, same: (await token()) === first }).toEqual({ lifeMs, same: false });
    }
  });

  it('is asked for at each login when its issuer does not say how long it lives', async () => {
    const { token } = issuer(null);
    expect([await token(), await token()]).toEqual(['spec-only-token-1', 'spec-only-token-2']);
  });

  it('is handed out while a session with it can last, when its renewal fails; then the failure is told, and tried again', async () => {
    const { state, token } = issuer(HOUR_MS);
    await token();
    state.down = true;
    state.nowMs += HOUR_MS - 11_001;
    expect(await token()).toBe('spec-only-token-1');
    state.nowMs += 1;
    await expect(token()).rejects.toThrow('down');
    state.down = false;
    expect(await token()).toBe('spec-only-token-2');
  });

  it('never stands in a log line', async () => {
    const value = await issuer(HOUR_MS).token();
    expect(written((logger) => logger.error({ header: `x ${value}` }, `got ${value}`)).join()).not.toContain(
      value,
    );
  });
});
