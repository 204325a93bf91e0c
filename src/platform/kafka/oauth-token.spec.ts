import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { granted, type TokenAnswer, TokenServer } from '../../../test/support/token-server.js';
import { clientCredentials } from './oauth-token.js';

const SECRET = 'spec-only-secret-4d8s2k';

describe('the client credentials grant', () => {
  let tokens: TokenServer;
  beforeEach(async () => void (tokens = await TokenServer.start()));
  afterEach(() => tokens.stop());

  const ask = (scope: string | null = null) =>
    clientCredentials({
      mechanism: 'oauthbearer',
      tokenUrl: tokens.url,
      clientId: 'bridge',
      clientSecret: SECRET,
      scope,
      extensions: {},
    })();

  it.each<[string, unknown, boolean]>([
    ['a number', 3600, true],
    ['text', '3600', true],
    ['nothing', undefined, false],
    ['nonsense', 'soon', false],
    ['zero', 0, false],
  ])('takes a token whose lifetime is %s', async (_, lifetime, isKnown) => {
    const body = JSON.stringify({ access_token: 'a.b-c_d~e+f/g==', expires_in: lifetime });
    tokens.answer = () => ({ status: 200, body });
    const before = Date.now();
    const { value, expiresAtMs } = await ask();
    expect(value).toBe('a.b-c_d~e+f/g==');
    if (isKnown) expect(expiresAtMs).toBeGreaterThanOrEqual(before + 3_600_000);
    else expect(expiresAtMs).toBeNull();
  });

  it('asks with a scope only where there is one', async () => {
    await ask();
    await ask('a b');
    expect(tokens.requests.map(({ form }) => form)).toEqual([
      { grant_type: 'client_credentials' },
      { grant_type: 'client_credentials', scope: 'a b' },
    ]);
  });

  it.each<[string, TokenAnswer, boolean, RegExp]>([
    ['a refused client', { status: 401, body: '{"error":"invalid_client"}' }, false, /401 invalid_client$/],
    ['a refused scope', { status: 400, body: '{"error":"invalid_scope"}' }, false, /400 invalid_scope$/],
    ['an error that is none', { status: 400, body: `{"error":"${SECRET}"}` }, false, /answered 400$/],
    ['an error that is no JSON', { status: 400, body: `error=${SECRET}` }, false, /answered 400$/],
    ['too many requests', { status: 429, body: '' }, true, /answered 429$/],
    ['a failure', { status: 500, body: SECRET }, true, /answered 500$/],
    ['a redirect', { status: 307, body: '', headers: { location: '/b' } }, false, /answered 307$/],
    ['no JSON', { status: 200, body: '<html>' }, false, /no access_token/],
    ['no object', { status: 200, body: 'null' }, false, /no access_token/],
    ['an empty token', { status: 200, body: '{"access_token":""}' }, false, /no access_token/],
    [
      'a token with a separator in it',
      { status: 200, body: '{"access_token":"a\\u0001auth=b"}' },
      false,
      /no access_token/,
    ],
    ['far too much', { status: 200, body: 'x'.repeat(70_000) }, true, /longer than 65536 bytes$/],
  ])(
    'tells of %s, and whether asking again may help, without what it read',
    async (_, answer, again, said) => {
      tokens.answer = () => answer;
      await expect(ask()).rejects.toMatchObject({
        retriable: again,
        message: expect.stringMatching(said),
      });
      await expect(ask()).rejects.not.toMatchObject({ message: expect.stringContaining(SECRET) });
      expect(tokens.requests).toHaveLength(2);
    },
  );

  it('ends its wait for an endpoint that is silent', async () => {
    tokens.answer = () => new Promise(() => undefined);
    await expect(ask()).rejects.toMatchObject({
      retriable: true,
      message: expect.stringMatching(
        /^The token endpoint at 127\.0\.0\.1:\d+ gave no token: no answer within 5/,
      ),
    });
    tokens.answer = () => granted(60);
    await expect(ask()).resolves.toHaveProperty('value');
  }, 20_000);
});
