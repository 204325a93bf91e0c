import { connect as connectPlain, isIP } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';
import { isLoopback } from '../config/loopback.js';

const KEEP_ALIVE_DELAY_MS = 10_000;

/** Opens a socket to a broker, with TLS where there are options for it. A host is named to the broker, an address is not. */
export const openBrokerSocket: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  // kafkajs gives no options at all where there is no TLS, whatever its types say.
  const options = ssl as ConnectionOptions | null | undefined;
  const name = isIP(host) === 0 ? { servername: host } : {};
  const socket = options
    ? connectTls({ host, port, ...name, ...options }, onConnect)
    : connectPlain({ host, port }, onConnect);
  return socket.setKeepAlive(true, KEEP_ALIVE_DELAY_MS);
};

/**
 * Opens sockets to this machine only. Brokers tell their own addresses, so those that the settings name are not the only
 * ones that a login is sent to.
 */
export function onlyLoopback(open: ISocketFactory): ISocketFactory {
  return (wanted) => {
    if (isLoopback(wanted.host)) return open(wanted);
    throw new Error(
      `the brokers say that they are at ${wanted.host}, and a login without TLS is sent to this machine only`,
    );
  };
}
