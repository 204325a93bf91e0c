import { freePort } from '../../src/platform/embedded/free-port.js';
import type { KafkaListener } from '../../src/platform/embedded/kafka-broker.js';
import type { BrokerCertificates } from './broker-certificates.js';

/** A name and a password that brokers with {@link securedListeners} take by PLAIN. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** Addresses of one broker that demand something of their clients. */
export type SecuredAddress = 'LOGIN' | 'TLS' | 'TLS_LOGIN' | 'CLIENT_CERTIFICATE' | 'OAUTH' | 'TLS_OAUTH';

type Settings = Readonly<Record<string, string>>;

/**
 * A listener for each way to secure one: logins by name and password or by token, each with and without TLS, TLS alone,
 * and TLS with a client certificate. Tokens are JSON web tokens without a signature.
 */
export async function securedListeners(
  certificates: BrokerCertificates,
  login: Login,
): Promise<{ listeners: KafkaListener[]; addressOf: (name: SecuredAddress) => string }> {
  const byPassword = {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
    'plain.sasl.jaas.config': `${module('plain.PlainLoginModule')} user_${login.user}="${login.password}";`,
    'scram-sha-256.sasl.jaas.config': `${module('scram.ScramLoginModule')};`,
  };
  const byToken = {
    'sasl.enabled.mechanisms': 'OAUTHBEARER',
    'oauthbearer.sasl.jaas.config': `${module('oauthbearer.OAuthBearerLoginModule')} unsecuredLoginStringClaim_sub="broker";`,
  };
  const tls = certificates.settings;
  const wanted: [SecuredAddress, KafkaListener['protocol'], Settings][] = [
    ['LOGIN', 'SASL_PLAINTEXT', byPassword],
    ['TLS', 'SSL', tls],
    ['TLS_LOGIN', 'SASL_SSL', { ...tls, ...byPassword }],
    ['CLIENT_CERTIFICATE', 'SSL', { ...tls, 'ssl.client.auth': 'required' }],
    ['OAUTH', 'SASL_PLAINTEXT', byToken],
    ['TLS_OAUTH', 'SASL_SSL', { ...tls, ...byToken }],
  ];
  const listeners: KafkaListener[] = [];
  for (const [name, protocol, settings] of wanted) {
    const port = await freePort(
      null,
      listeners.map((listener) => listener.port),
    );
    const lines = Object.entries(settings).map(
      ([key, value]) => `listener.name.${name.toLowerCase()}.${key}=${value}`,
    );
    listeners.push({ name, protocol, port, settings: lines });
  }
  const addressOf = (name: SecuredAddress) =>
    `127.0.0.1:${listeners.find((listener) => listener.name === name)?.port}`;
  return { listeners, addressOf };
}

function module(name: string): string {
  return `org.apache.kafka.common.security.${name} required`;
}
