import { expect, it } from '@jest/globals';
import { withoutHiddenValues } from '../platform/logging/hidden-values.js';
import { ShortTimeTokens } from './short-time-tokens.js';

it('a short-time token is hidden from the log from the moment it is known', async () => {
  const body = { json: { IsError: false, ShortTimeToken: 'short-4711-time-0815-token' } };
  const tokens = new ShortTimeTokens(
    () => Promise.resolve({ kind: 'answered', status: 200, retryAfterMs: null, body }),
    Date.now,
  );
  expect(await tokens.get()).toEqual({ ok: true, token: 'short-4711-time-0815-token' });
  expect(withoutHiddenValues('got short-4711-time-0815-token')).toBe('got [secret]');
});
