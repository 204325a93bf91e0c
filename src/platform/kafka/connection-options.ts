import type { ISocketFactory, KafkaConfig, Mechanism, SASLOptions } from 'kafkajs';
import type { Config } from '../config/config.js';
import type { KafkaLogin, KafkaTls } from '../config/kafka-security.js';
import { LOGIN_AGAIN_BEFORE_END_MS, renewedInTime } from './bearer-token.js';
import { onlyLoopback, openBrokerSocket } from './broker-socket.js';
import { mskTokens } from './msk-token.js';
import { oauthBearer } from './oauth-bearer.js';
import { clientCredentials } from './oauth-token.js';

/** The part of kafkajs' options that follows from the settings. */
export type ConnectionOptions = Pick<
  KafkaConfig,
  'brokers' | 'clientId' | 'ssl' | 'sasl' | 'reauthenticationThreshold' | 'socketFactory'
>;

/**
 * How clients of kafkajs reach the brokers and log in to them. Sockets are made by `open`, and only to this machine where a
 * login would be sent in the clear that is not allowed to be. All clients share one login: a token is fetched once for them.
 */
export function connectionsTo({
  brokers,
  clientId,
  ssl,
  sasl,
  allowPlaintextLogin,
}: Config['kafka']): (open?: ISocketFactory) => ConnectionOptions {
  const login = sasl === null ? {} : { sasl: loginOptions(sasl) };
  return (open = openBrokerSocket) => ({
    brokers: [...brokers],
    clientId,
    ...(ssl === null ? {} : { ssl: tlsOptions(ssl) }),
    ...login,
    reauthenticationThreshold: LOGIN_AGAIN_BEFORE_END_MS,
    socketFactory: sasl !== null && ssl === null && !allowPlaintextLogin ? onlyLoopback(open) : open,
  });
}

function tlsOptions({ ca, client }: KafkaTls): NonNullable<KafkaConfig['ssl']> {
  if (ca === null && client === null) return true;
  const { passphrase = null, ...pair } = client ?? {};
  return {
    ...(ca === null ? {} : { ca: [ca] }),
    ...pair,
    ...(passphrase === null ? {} : { passphrase }),
  };
}

function loginOptions(login: KafkaLogin): SASLOptions | Mechanism {
  switch (login.mechanism) {
    case 'oauthbearer':
      return oauthBearer(renewedInTime(clientCredentials(login)), login.extensions);
    case 'aws-msk-iam':
      return oauthBearer(renewedInTime(mskTokens(login.region)));
    case 'plain':
    case 'scram-sha-256':
    case 'scram-sha-512':
      return { ...login } as SASLOptions;
  }
}
