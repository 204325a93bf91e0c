import { type CrossRule, isSet } from './cross-rule.js';
import { isLoopback } from './loopback.js';
import { belongs, isEncrypted, opens } from './pem-variables.js';
import type { VariableName } from './variables.js';

const TLS_SETTINGS = ['KAFKA_SSL_CA', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY', 'KAFKA_SSL_KEY_PASSPHRASE'] as const;
const NAME_AND_PASSWORD = ['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'] as const;
const CLIENT = ['KAFKA_OAUTH_TOKEN_URL', 'KAFKA_OAUTH_CLIENT_ID', 'KAFKA_OAUTH_CLIENT_SECRET'] as const;
const OAUTH_SETTINGS = [...CLIENT, 'KAFKA_OAUTH_SCOPE', 'KAFKA_OAUTH_EXTENSIONS'] as const;
const WITH_PASSWORD: readonly (string | null)[] = ['plain', 'scram-sha-256', 'scram-sha-512'];

const TLS_RULES: readonly CrossRule[] = [
  ...TLS_SETTINGS.map((name): CrossRule => ({
    variables: [name, 'KAFKA_SSL'],
    holds: (v) => v.KAFKA_SSL || !isSet(v[name]),
    message: 'is used only with KAFKA_SSL=true: without it the brokers are spoken to in the clear',
  })),
  {
    variables: ['KAFKA_SSL_CERT', 'KAFKA_SSL_KEY'],
    holds: (v) => isSet(v.KAFKA_SSL_CERT) === isSet(v.KAFKA_SSL_KEY),
    message: 'goes with KAFKA_SSL_KEY: a client certificate needs its private key. Set both or none',
  },
  {
    variables: ['KAFKA_SSL_KEY_PASSPHRASE', 'KAFKA_SSL_KEY'],
    holds: (v) =>
      isSet(v.KAFKA_SSL_KEY_PASSPHRASE) === (isSet(v.KAFKA_SSL_KEY) && isEncrypted(v.KAFKA_SSL_KEY)),
    message: 'is needed by a KAFKA_SSL_KEY that is encrypted, and by no other',
  },
  {
    variables: ['KAFKA_SSL_KEY', 'KAFKA_SSL_KEY_PASSPHRASE'],
    holds: (v) =>
      !isSet(v.KAFKA_SSL_KEY) ||
      isEncrypted(v.KAFKA_SSL_KEY) !== isSet(v.KAFKA_SSL_KEY_PASSPHRASE) ||
      opens(v.KAFKA_SSL_KEY, v.KAFKA_SSL_KEY_PASSPHRASE),
    message:
      'cannot be read: it is damaged, KAFKA_SSL_KEY_PASSPHRASE is not its passphrase, or it is encrypted in a way that OpenSSL 3 refuses (openssl pkcs8 -topk8 makes a new one)',
  },
  {
    variables: ['KAFKA_SSL_KEY', 'KAFKA_SSL_CERT', 'KAFKA_SSL_KEY_PASSPHRASE'],
    holds: (v) =>
      !isSet(v.KAFKA_SSL_KEY) ||
      !isSet(v.KAFKA_SSL_CERT) ||
      !opens(v.KAFKA_SSL_KEY, v.KAFKA_SSL_KEY_PASSPHRASE) ||
      belongs(v.KAFKA_SSL_KEY, v.KAFKA_SSL_KEY_PASSPHRASE, v.KAFKA_SSL_CERT),
    message: 'is not the key of the first certificate in KAFKA_SSL_CERT',
  },
];

const LOGIN_RULES: readonly CrossRule[] = [
  {
    variables: ['KAFKA_SASL_MECHANISM', ...NAME_AND_PASSWORD],
    holds: (v) => {
      const expected = WITH_PASSWORD.includes(v.KAFKA_SASL_MECHANISM);
      return NAME_AND_PASSWORD.every((name) => isSet(v[name]) === expected);
    },
    message:
      'goes with KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD when it is plain or scram-*, and only then: set all three or none',
  },
  ...CLIENT.map((name) => neededBy('oauthbearer', name)),
  ...OAUTH_SETTINGS.map((name): CrossRule => ({
    variables: [name, 'KAFKA_SASL_MECHANISM'],
    holds: (v) => v.KAFKA_SASL_MECHANISM === 'oauthbearer' || !isSet(v[name]),
    message: 'is used only with KAFKA_SASL_MECHANISM=oauthbearer',
  })),
  neededBy('aws-msk-iam', 'AWS_REGION'),
  {
    variables: ['KAFKA_OAUTH_TOKEN_URL', 'KAFKA_SASL_MECHANISM'],
    holds: (v) => {
      if (!isSet(v.KAFKA_OAUTH_TOKEN_URL)) return true;
      const { protocol, hostname } = new URL(v.KAFKA_OAUTH_TOKEN_URL);
      return protocol === 'https:' || isLoopback(hostname);
    },
    message: 'must begin with https://, or the client secret is sent in the clear',
  },
  {
    variables: ['KAFKA_SSL', 'KAFKA_SASL_MECHANISM', 'KAFKA_BROKERS', 'KAFKA_ALLOW_PLAINTEXT_LOGIN'],
    holds: (v) =>
      v.KAFKA_SSL ||
      v.KAFKA_ALLOW_PLAINTEXT_LOGIN ||
      !isSet(v.KAFKA_SASL_MECHANISM) ||
      v.KAFKA_BROKERS.every((broker) => isLoopback(broker.replace(/:\d+$/, ''))),
    message:
      'must be true with KAFKA_SASL_MECHANISM, or others on the network can read or replay the login. Where the network itself is encrypted set KAFKA_ALLOW_PLAINTEXT_LOGIN=true',
  },
];

/** The rules between the settings that say how the brokers are connected to. */
export const KAFKA_SECURITY_RULES: readonly CrossRule[] = [...TLS_RULES, ...LOGIN_RULES];

function neededBy(mechanism: 'oauthbearer' | 'aws-msk-iam', name: VariableName): CrossRule {
  return {
    variables: [name, 'KAFKA_SASL_MECHANISM'],
    holds: (v) => v.KAFKA_SASL_MECHANISM !== mechanism || isSet(v[name]),
    message: `is missing: KAFKA_SASL_MECHANISM=${mechanism} needs it`,
  };
}
