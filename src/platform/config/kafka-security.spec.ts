import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type BrokerCertificates,
  makeBrokerCertificates,
} from '../../../test/support/broker-certificates.js';
import { loadConfig } from './config.js';
import { ConfigProblems } from './config-problems.js';

type Env = Record<string, string>;

const REQUIRED = {
  KAFKA_BROKERS: 'localhost:9092',
  DATABASE_URL: 'postgresql://u:p@localhost/d',
  RESERVANTO_BASE_URL: 'https://api.reservanto.cz/v1/',
  RESERVANTO_LONG_TIME_TOKEN: 'long-time-token',
};
const REMOTE = { KAFKA_BROKERS: 'localhost:9092,kafka:9092' };
const LOGIN = { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u', KAFKA_SASL_PASSWORD: 'x' };
const OAUTH = {
  KAFKA_SASL_MECHANISM: 'oauthbearer',
  KAFKA_OAUTH_TOKEN_URL: 'https://login.example.com/token',
  KAFKA_OAUTH_CLIENT_ID: 'id',
  KAFKA_OAUTH_CLIENT_SECRET: 'client-secret',
};
const MSK = { KAFKA_SASL_MECHANISM: 'aws-msk-iam', AWS_REGION: 'eu-central-1' };
const TLS = { KAFKA_SSL: 'true' };
const PASSPHRASE = 'passphrase-5';

const load = (env: Env) => loadConfig({ ...REQUIRED, ...env }).kafka;

function broken(env: Env): string[] {
  try {
    load(env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    return error.problems.map(({ variable }) => variable).sort();
  }
}

describe('the settings of logins', () => {
  it.each<[string, Env, string[]]>([
    ['nothing at all', {}, []],
    ['a mechanism without the rest', { KAFKA_SASL_MECHANISM: 'plain' }, ['KAFKA_SASL_MECHANISM']],
    ['a password without the rest', { KAFKA_SASL_PASSWORD: 'x' }, ['KAFKA_SASL_MECHANISM']],
    ['no password', { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'u' }, ['KAFKA_SASL_MECHANISM']],
    ['name and password', LOGIN, []],
    ['an unread mechanism', { ...LOGIN, KAFKA_SASL_MECHANISM: 'x' }, ['KAFKA_SASL_MECHANISM']],
    ['client credentials', OAUTH, []],
    ['client credentials and a password', { ...LOGIN, ...OAUTH }, ['KAFKA_SASL_MECHANISM']],
    [
      'oauthbearer without the rest',
      { KAFKA_SASL_MECHANISM: 'oauthbearer' },
      ['KAFKA_OAUTH_CLIENT_ID', 'KAFKA_OAUTH_CLIENT_SECRET', 'KAFKA_OAUTH_TOKEN_URL'],
    ],
    ['a scope without oauthbearer', { ...LOGIN, KAFKA_OAUTH_SCOPE: 'x' }, ['KAFKA_OAUTH_SCOPE']],
    ['AWS with a region', MSK, []],
    ['AWS without one', { KAFKA_SASL_MECHANISM: 'aws-msk-iam' }, ['AWS_REGION']],
    ['a region that others set', { ...LOGIN, AWS_REGION: 'eu-central-1' }, []],
    ['a login in the clear over the network', { ...REMOTE, ...LOGIN }, ['KAFKA_SSL']],
    ['a token in the clear over the network', { ...REMOTE, ...OAUTH }, ['KAFKA_SSL']],
    ['a signature in the clear over the network', { ...REMOTE, ...MSK }, ['KAFKA_SSL']],
    ['the same, allowed by name', { ...REMOTE, ...LOGIN, KAFKA_ALLOW_PLAINTEXT_LOGIN: 'true' }, []],
    ['the same over TLS', { ...REMOTE, ...LOGIN, ...TLS }, []],
    ['no login over the network', REMOTE, []],
    ['every name of this machine', { ...LOGIN, KAFKA_BROKERS: '127.9.9.9:1,[::1]:1,a.localhost:1' }, []],
    ['a name that only looks like one', { ...LOGIN, KAFKA_BROKERS: '127.0.0.1.x.cz:1' }, ['KAFKA_SSL']],
    [
      'a token endpoint in the clear',
      { ...OAUTH, KAFKA_OAUTH_TOKEN_URL: 'http://login.example.com/token' },
      ['KAFKA_OAUTH_TOKEN_URL'],
    ],
    [
      'a token endpoint in the clear on this machine',
      { ...OAUTH, KAFKA_OAUTH_TOKEN_URL: 'http://127.0.0.1:1/token' },
      [],
    ],
  ])('are judged together: %s', (_, env, expected) => {
    expect(broken(env)).toEqual(expected);
  });

  it.each([
    'login.example.com/token',
    'ftp://x/token',
    'https://u:p@x/token',
    'https://x/token#a',
    'https:x',
    ' ',
  ])('refuse %j as a token endpoint', (url) => {
    expect(broken({ ...OAUTH, KAFKA_OAUTH_TOKEN_URL: url })).toEqual(['KAFKA_OAUTH_TOKEN_URL']);
  });

  it('read extensions, and refuse what would break the login', () => {
    const extended = load({ ...OAUTH, KAFKA_OAUTH_EXTENSIONS: 'logicalCluster=lkc-1, identityPoolId=a=b' });
    expect(extended.sasl).toMatchObject({ extensions: { logicalCluster: 'lkc-1', identityPoolId: 'a=b' } });
    for (const text of ['a', 'a=', '=b', 'a=b,', 'auth=x', 'a=1,a=2', 'a-b=c', 'a=b\u0001auth=c', 'a=č'])
      expect({ text, broken: broken({ ...OAUTH, KAFKA_OAUTH_EXTENSIONS: text }) }).toEqual({
        text,
        broken: ['KAFKA_OAUTH_EXTENSIONS'],
      });
  });
});

describe('the settings of TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  let made: BrokerCertificates;
  let encrypted: string;
  beforeAll(async () => {
    made = await makeBrokerCertificates(folder);
    encrypted = createPrivateKey(made.client.key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE })
      .toString();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const pair = () => ({ KAFKA_SSL_CERT: made.client.cert, KAFKA_SSL_KEY: made.client.key });
  const damaged = (pem: string) => pem.replace(/\n(.{20})/, '\nAAAAAAAAAAAAAAAAAAAA');

  it.each<[string, () => Env, string[]]>([
    ['an authority', () => ({ ...TLS, KAFKA_SSL_CA: made.ca }), []],
    ['several authorities', () => ({ ...TLS, KAFKA_SSL_CA: `# ours\n${made.ca}\r\n${made.ca}` }), []],
    ['an authority without TLS', () => ({ KAFKA_SSL_CA: made.ca }), ['KAFKA_SSL_CA']],
    ['an authority where TLS was not read', () => ({ KAFKA_SSL: 'x', KAFKA_SSL_CA: made.ca }), ['KAFKA_SSL']],
    ['a path', () => ({ ...TLS, KAFKA_SSL_CA: '/etc/ca.pem' }), ['KAFKA_SSL_CA']],
    ['line ends as \\n', () => ({ ...TLS, KAFKA_SSL_CA: made.ca.replaceAll('\n', '\\n') }), ['KAFKA_SSL_CA']],
    ['a damaged authority', () => ({ ...TLS, KAFKA_SSL_CA: damaged(made.ca) }), ['KAFKA_SSL_CA']],
    [
      'a damaged one behind a good one',
      () => ({ ...TLS, KAFKA_SSL_CA: `${made.ca}\n${damaged(made.ca)}` }),
      ['KAFKA_SSL_CA'],
    ],
    ['a key in place of an authority', () => ({ ...TLS, KAFKA_SSL_CA: made.client.key }), ['KAFKA_SSL_CA']],
    ['a certificate and its key', () => ({ ...TLS, ...pair() }), []],
    ['both without TLS', pair, ['KAFKA_SSL_CERT', 'KAFKA_SSL_KEY']],
    ['a certificate alone', () => ({ ...TLS, KAFKA_SSL_CERT: made.client.cert }), ['KAFKA_SSL_CERT']],
    ['a key alone', () => ({ ...TLS, KAFKA_SSL_KEY: made.client.key }), ['KAFKA_SSL_CERT']],
    [
      'the key of another certificate',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: made.stranger.key }),
      ['KAFKA_SSL_KEY'],
    ],
    ['no key', () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: made.client.cert }), ['KAFKA_SSL_KEY']],
    [
      'a damaged key',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: damaged(made.client.key) }),
      ['KAFKA_SSL_KEY'],
    ],
    [
      'an encrypted key with its passphrase',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: encrypted, KAFKA_SSL_KEY_PASSPHRASE: PASSPHRASE }),
      [],
    ],
    [
      'an encrypted key with another passphrase',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: encrypted, KAFKA_SSL_KEY_PASSPHRASE: 'wrong' }),
      ['KAFKA_SSL_KEY'],
    ],
    [
      'an encrypted key without its passphrase',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY: encrypted }),
      ['KAFKA_SSL_KEY_PASSPHRASE'],
    ],
    [
      'a passphrase that nothing needs',
      () => ({ ...TLS, ...pair(), KAFKA_SSL_KEY_PASSPHRASE: PASSPHRASE }),
      ['KAFKA_SSL_KEY_PASSPHRASE'],
    ],
  ])('are judged together: %s', (_, env, expected) => {
    expect(broken(env())).toEqual(expected);
  });
});
