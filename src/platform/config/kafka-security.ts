import type { Complete, Values } from './read-variables.js';

/** How the brokers are told who connects. Which fields there are follows from the mechanism. */
export type KafkaLogin =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
      readonly username: string;
      readonly password: string;
    }
  | {
      readonly mechanism: 'oauthbearer';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string | null;
      readonly extensions: Readonly<Record<string, string>>;
    }
  | { readonly mechanism: 'aws-msk-iam'; readonly region: string };

/** TLS to the brokers. PEM texts; null is what was not given: the public authorities, no client certificate. */
export interface KafkaTls {
  readonly ca: string | null;
  readonly client: { readonly cert: string; readonly key: string; readonly passphrase: string | null } | null;
}

/** The login of settings that break no rule, or null without one. */
export function loginOf(v: Complete, optional: Values): KafkaLogin | null {
  switch (optional.KAFKA_SASL_MECHANISM) {
    case null:
      return null;
    case 'oauthbearer':
      return {
        mechanism: 'oauthbearer',
        tokenUrl: v.KAFKA_OAUTH_TOKEN_URL,
        clientId: v.KAFKA_OAUTH_CLIENT_ID,
        clientSecret: v.KAFKA_OAUTH_CLIENT_SECRET,
        scope: optional.KAFKA_OAUTH_SCOPE,
        extensions: optional.KAFKA_OAUTH_EXTENSIONS ?? {},
      };
    case 'aws-msk-iam':
      return { mechanism: 'aws-msk-iam', region: v.AWS_REGION };
    case 'plain':
    case 'scram-sha-256':
    case 'scram-sha-512':
      return {
        mechanism: optional.KAFKA_SASL_MECHANISM,
        username: v.KAFKA_SASL_USERNAME,
        password: v.KAFKA_SASL_PASSWORD,
      };
  }
}

/** TLS of settings that break no rule, or null without it. */
export function tlsOf(v: Complete, optional: Values): KafkaTls | null {
  if (!v.KAFKA_SSL) return null;
  const client =
    optional.KAFKA_SSL_CERT === null
      ? null
      : {
          cert: v.KAFKA_SSL_CERT,
          key: v.KAFKA_SSL_KEY,
          passphrase: optional.KAFKA_SSL_KEY_PASSPHRASE,
        };
  return { ca: optional.KAFKA_SSL_CA, client };
}
